import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { InvoicesQueryDto } from '../../src/invoices/dto/invoices-query.dto';
import { toSelection } from '../../src/invoices/invoice-selection';
import { Desk, extracted } from './invoice-desk';

let desk: Desk;
let organisationId: string;

/** As the controller receives it: text from the address line, turned into the DTO and checked. */
function query(parameters: Record<string, string>): InvoicesQueryDto {
  const dto = plainToInstance(InvoicesQueryDto, parameters);
  const problems = validateSync(dto, { whitelist: true, forbidNonWhitelisted: true });
  if (problems.length > 0) throw new Error(problems.map((one) => one.property).join());
  return dto;
}
async function numbers(parameters: Record<string, string>): Promise<unknown[]> {
  const [count, rows] = await desk.invoices.list(organisationId, toSelection(query(parameters)));
  expect(count).toBeGreaterThanOrEqual(rows.length);
  return rows.map((row) => row.numerFaktury);
}

beforeAll(async () => {
  desk = await Desk.open();
  organisationId = await desk.organisation();
  await desk.saved(organisationId, extracted({ numer_faktury: 'FV_1', data_wystawienia: '2026-01-31', suma_brutto: '9.99', sprzedawca_nazwa: 'Źródło ŁÓDŹ', nabywca_nip: '7680002466' }));
  await desk.saved(organisationId, extracted({ numer_faktury: 'FVx1', data_wystawienia: '2026-02-01', suma_brutto: '100.00', waluta: 'EUR' }, { route: 'quick_review', reasons: ['x'] }));
  await desk.saved(organisationId, extracted({ numer_faktury: 'KOR/3', data_wystawienia: '2026-02-02', suma_brutto: '-20.00', sprzedawca_nazwa: '100% Bawełna' }, { route: 'full_review', reasons: ['x'] }));
  await desk.saved(organisationId, extracted({ numer_faktury: 'PUSTA', data_wystawienia: null, suma_brutto: null, sprzedawca_nip: null }));
  await desk.saved(await desk.organisation(), extracted({ numer_faktury: 'CUDZA' }));
});
afterAll(() => desk?.close());

describe('filters', () => {
  it.each<[Record<string, string>, string[]]>([
    [{ status: 'needs_review' }, ['FVx1', 'KOR/3']],
    [{ route: 'full_review' }, ['KOR/3']],
    [{ sprzedawca_nip: 'PL 526-025-02-74' }, ['FV_1', 'FVx1', 'KOR/3']],
    [{ nabywca_nip: '7680002466' }, ['FV_1']],
    [{ numer_faktury: 'fv_1' }, ['FV_1']],
    [{ data_wystawienia_od: '2026-02-01' }, ['FVx1', 'KOR/3']],
    [{ data_wystawienia_do: '2026-02-01' }, ['FV_1', 'FVx1']],
    [{ data_wystawienia_od: '2026-02-01', data_wystawienia_do: '2026-02-01' }, ['FVx1']],
    [{ brutto_od: '9.99' }, ['FV_1', 'FVx1']],
    [{ brutto_od: '10' }, ['FVx1']],
    [{ brutto_do: '-20' }, ['KOR/3']],
    [{ waluta: 'eur' }, ['FVx1']],
    [{ search: 'zrodlo łódź' }, ['FV_1']],
    [{ search: 'ŁÓDŹ kor/3' }, []],
    [{ search: '100%' }, ['KOR/3']],
    [{ search: 'v_1' }, ['FV_1']],
    [{ search: '768-000-24-66' }, ['FV_1']],
    [{ status: '', search: ' ' }, ['FV_1', 'FVx1', 'KOR/3', 'PUSTA']],
  ])('%j', async (parameters, expected) => expect((await numbers({ ...parameters, ordering: 'numer_faktury' })).sort()).toEqual([...expected].sort()));

  it.each(['status=bogus', 'route=bogus', 'sprzedawca_nip=123', 'sprzedawca_nip=PL', 'data_wystawienia_od=wczoraj', 'data_wystawienia_do=2026-02-30', 'brutto_od=duzo', 'brutto_do=1e5', 'waluta=zloty',
    'ordering=password', 'ordering=suma_brutto;', 'search=%00', 'page=0', 'page_size=abc', 'nie_ma=1'])('refuses %s', (text) => {
    expect(() => query(Object.fromEntries(new URLSearchParams(text)))).toThrow(text.split('=')[0]);
  });
});

describe('order and pages', () => {
  it.each([
    ['suma_brutto', ['KOR/3', 'FV_1', 'FVx1', 'PUSTA']],
    ['-suma_brutto', ['FVx1', 'FV_1', 'KOR/3', 'PUSTA']],
    ['-data_wystawienia', ['KOR/3', 'FVx1', 'FV_1', 'PUSTA']],
    ['createdAt', ['FV_1', 'FVx1', 'KOR/3', 'PUSTA']],
    ['status,-suma_brutto', ['FV_1', 'PUSTA', 'FVx1', 'KOR/3']],
  ])('%s, without a value last', async (ordering, expected) => expect(await numbers({ ordering })).toEqual(expected));

  it('newest first unless told otherwise', async () => expect(await numbers({})).toEqual(['PUSTA', 'KOR/3', 'FVx1', 'FV_1']));

  it('pages of equal rows hold every row once', async () => {
    const pages = await Promise.all(['1', '2', '3', '4', '5'].map((page) => numbers({ page, page_size: '1', ordering: 'confidence' })));
    expect(pages.flat().sort()).toEqual(['FV_1', 'FVx1', 'KOR/3', 'PUSTA']);
  });
});
