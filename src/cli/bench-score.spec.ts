import { scoreAnywhere } from './bench-score';

describe('scoreAnywhere', () => {
  it.each([
    ['as it stands', ['Kwota 12,30', 'Łódź'], { right: 14, all: 14, polishRight: 3, polish: 3 }],
    ['in another order, cut and merged', ['ŁódźKwo', 'ta', '12,30'], { right: 14, all: 14, polishRight: 3, polish: 3 }],
    ['amid other text', ['do zapłaty Kwota 12,30 zł ul. Łódź 7'], { right: 14, all: 14, polishRight: 3, polish: 3 }],
    ['without its diacritics', ['Kwota 12,30', 'Lodz'], { right: 11, all: 14, polishRight: 0, polish: 3 }],
    ['not at all', [], { right: 0, all: 14, polishRight: 0, polish: 3 }],
  ])('counts a page read %s', (_how, read, expected) => {
    expect(scoreAnywhere(['Kwota 12,30', 'Łódź'], read)).toEqual(expected);
  });
});
