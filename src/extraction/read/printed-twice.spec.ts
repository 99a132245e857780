import { withoutCopy } from './printed-twice';

const LINES = ['Faktura nr 8/02/2026', 'Sprzedawca', 'Biuro Tłumaczeń Anna Frącz', 'NIP 526-104-08-28', 'Nabywca', 'Drewex sp. z o.o.', 'Razem 2 135,28 zł'];
const page = (x0: number, y: number): { text: string; x0: number; cy: number }[] => LINES.map((text, i) => ({ text, x0, cy: y + 1.5 * i }));
const SIDE = [...page(4, 4), { text: 'ORYGINAŁ', x0: 40, cy: 4 }], COPY = { text: 'KOPIA', x0: 90, cy: 4 };

describe('withoutCopy', () => {
  it('drops the copy beside the original, with what only the copy says', () => {
    expect(withoutCopy([...SIDE, ...page(54, 4.1), COPY])).toEqual(SIDE);
  });

  it('drops the copy below the original', () => {
    expect(withoutCopy([...page(4, 4), ...page(4, 44)])).toEqual(page(4, 4));
  });

  it('keeps a page whose lines are repeated at no one distance', () => {
    const scattered = [...page(4, 4), ...page(54, 4).map((line, i) => ({ ...line, x0: line.x0 + 2 * i }))];
    expect(withoutCopy(scattered)).toEqual(scattered);
  });

  it('keeps another invoice of the same parties beside the first, and a sum below both states of a correction', () => {
    const next = page(54, 4).map((line) => ({ ...line, text: line.text.replace('8/02', '9/02') }));
    expect(withoutCopy([...page(4, 4), ...next])).toEqual([...page(4, 4), ...next]);
    const states = [...page(4, 4), ...page(4, 44), { text: 'Do zwrotu: 61,50 zł', x0: 4, cy: 70 }];
    expect(withoutCopy(states)).toEqual(states);
  });

  it('keeps the states before and after a correction, which name no party', () => {
    const state = (y: number) => ['Lp. Nazwa', 'Deska dębowa', 'Deska bukowa', '1 200,00', '276,00', '1 476,00'].map((text, i) => ({ text, x0: 4, cy: y + i }));
    const correction = [{ text: 'Sprzedawca: Tartak, NIP 526-104-08-28', x0: 4, cy: 2 }, ...state(10), ...state(30)];
    expect(withoutCopy(correction)).toEqual(correction);
  });
});
