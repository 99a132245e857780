import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CorpusCase } from '../../src/eval/truth.types';

const scratch: string[] = [];
/** Runs the real generator in a process of its own and gives the folder it wrote. */
function generate(...more: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  scratch.push(folder);
  execFileSync(process.execPath, [join(__dirname, 'generate.mjs'), '--out', folder, ...more], { stdio: 'pipe' });
  return folder;
}
afterAll(() => scratch.forEach((folder) => rmSync(folder, { recursive: true })));

const hashes = (folder: string): string[] => readdirSync(folder).sort().map((file) => `${file} ${createHash('sha256').update(readFileSync(join(folder, file))).digest('hex')}`);
const grosze = (amount: string | boolean | null | undefined): number => Math.round(Number(amount) * 100);
const total = (amounts: readonly (string | null)[]): number => amounts.reduce((sum, amount) => sum + grosze(amount), 0);
const nipIsValid = (nip: string): boolean => [6, 5, 7, 2, 3, 4, 5, 6, 7].reduce((sum, weight, i) => sum + weight * Number(nip[i]), 0) % 11 === Number(nip[9]);
const accountIsValid = (nrb: string): boolean => nrb.length === 26 && BigInt(`${nrb.slice(2)}2521${nrb.slice(0, 2)}`) % 97n === 1n;

describe('generate', () => {
  it('gives the same bytes for the same seed, with one worker or two', () => {
    const [one, two] = ['1', '2'].map((jobs) => join(generate('--set', 'tune', '--layouts', 'uproszczona', '--count', '2', '--seed', 'x', '--tiers', 'pdf,scan', '--jobs', jobs), 'tune'));
    expect(hashes(one!)).toEqual(hashes(two!));
  });
  it('gives other invoices for another seed', () => {
    const [one, two] = ['x', 'y'].map((seed) => join(generate('--set', 'tune', '--layouts', 'uproszczona', '--count', '1', '--seed', seed, '--tiers', 'pdf'), 'tune'));
    expect(hashes(one!)).not.toEqual(hashes(two!));
  });
  it('refuses an unknown tier', () => expect(() => generate('--tiers', 'fax')).toThrow(/unknown tier fax/));
});

describe('truth of every layout', () => {
  const cases: CorpusCase[] = [];
  beforeAll(() => {
    const folder = generate('--count', '10', '--tiers', 'pdf');
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.truth.json'))) {
      cases.push(JSON.parse(readFileSync(join(folder, file), 'utf8')) as CorpusCase);
    }
  });
  /** Names of the cases that break a rule: none should. */
  const breaking = (rule: (one: CorpusCase) => boolean): string[] => cases.filter((one) => !rule(one)).map((one) => one.case);

  it('has a case of every layout', () => expect(new Set(cases.map((one) => one.layout)).size).toBe(19));
  it('has valid tax numbers', () => expect(breaking(({ truth: { fields } }) => [fields.sprzedawca_nip, fields.nabywca_nip].every((nip) => typeof nip !== 'string' || /^[A-Z]/.test(nip) || nipIsValid(nip)))).toEqual([]));
  it('has valid accounts', () => expect(breaking(({ truth: { fields } }) => typeof fields.numer_konta !== 'string' || accountIsValid(fields.numer_konta))).toEqual([]));
  it('has KSeF numbers of the seller', () => expect(breaking(({ truth: { fields } }) => typeof fields.numer_ksef !== 'string' || fields.numer_ksef.startsWith(`${String(fields.sprzedawca_nip)}-`))).toEqual([]));
  it('adds net and tax up to gross', () => expect(breaking(({ truth: { fields } }) => fields.suma_netto === null || fields.suma_vat === null || grosze(fields.suma_netto) + grosze(fields.suma_vat) === grosze(fields.suma_brutto))).toEqual([]));
  it('adds the rates up to the totals', () => expect(breaking(({ truth: { fields, podsumowanie_vat: rows } }) => rows.length === 0 || total(rows.map((row) => row.brutto)) === grosze(fields.suma_brutto))).toEqual([]));
  it('adds the lines up to the net total where the total is that of the lines', () => expect(breaking(({ truth: { rodzaj, fields, pozycje } }) =>
    !['VAT', 'PROFORMA'].includes(rodzaj) || fields.suma_netto === null || pozycje.some((row) => row.wartosc_netto === null) || total(pozycje.map((row) => row.wartosc_netto)) === grosze(fields.suma_netto))).toEqual([]));
  it('dates the sale no later than the due date', () => expect(breaking(({ truth: { fields } }) => fields.data_sprzedazy === null || fields.termin_platnosci === null || String(fields.data_sprzedazy) <= String(fields.termin_platnosci))).toEqual([]));
  it('prints what it says: the number, the seller and the buyer', () => expect(breaking(({ truth: { fields }, pages }) => {
    const print = pages.flatMap((page) => page.lines.map((line) => line.text)).join('').replace(/\s/g, '');
    return [fields.numer_faktury, fields.sprzedawca_nazwa, fields.nabywca_nazwa].every((value) => typeof value !== 'string' || print.includes(value.replace(/\s/g, '')));
  })).toEqual([]));
  it('keeps every run of text on its page', () => expect(breaking(({ pages }) => pages.every((page) => page.lines.every((line) => line.quad.every(([x, y]) => x >= 0 && y >= 0 && x <= page.width && y <= page.height))))).toEqual([]));
  it('uses every Polish letter', () => {
    const letters = new Set(cases.flatMap(({ pages }) => pages.flatMap((page) => page.lines.flatMap((line) => Array.from(line.text)))));
    expect(Array.from('ĄĆĘŁŃÓŚŹŻąćęłńóśźż').filter((letter) => !letters.has(letter))).toEqual([]);
  });
});
