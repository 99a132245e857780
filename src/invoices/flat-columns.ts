import type { Field, FieldName } from '../extraction/extraction.types';
import { foldText } from './fold-text';

type Fields = Readonly<Partial<Record<FieldName, Pick<Field, 'value'> | null>>>;

/** The columns of `Invoice` that repeat field values, so that lists filter and sort in the database. */
export interface FlatColumns {
  readonly numerFaktury: string | null;
  readonly businessNumber: string | null;
  readonly dataWystawienia: Date | null;
  readonly sprzedawcaNip: string | null;
  readonly nabywcaNip: string | null;
  readonly waluta: string | null;
  readonly sumaNetto: string | null;
  readonly sumaVat: string | null;
  readonly sumaBrutto: string | null;
  readonly search: string;
}

const SEARCHED: readonly FieldName[] = [
  'numer_faktury', 'sprzedawca_nazwa', 'sprzedawca_nip', 'sprzedawca_adres', 'nabywca_nazwa', 'nabywca_nip', 'nabywca_adres', 'numer_konta', 'numer_ksef',
];

/** @param itemNames `nazwa` of each line: people also look for what was bought. */
export function flatColumns(fields: Fields, itemNames: readonly string[]): FlatColumns {
  const text = (name: FieldName): string | null => {
    const value = fields[name]?.value;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    numerFaktury: text('numer_faktury'),
    businessNumber: businessNumber(text('numer_faktury')),
    dataWystawienia: storedDate(text('data_wystawienia')),
    sprzedawcaNip: text('sprzedawca_nip'),
    nabywcaNip: text('nabywca_nip'),
    waluta: text('waluta'),
    sumaNetto: storedDecimal(text('suma_netto'), 18),
    sumaVat: storedDecimal(text('suma_vat'), 18),
    sumaBrutto: storedDecimal(text('suma_brutto'), 18),
    search: [...SEARCHED.map(text), ...itemNames].filter((part) => part !== null).map(foldText).join('\n'),
  };
}

/** What counts of a number when duplicates are looked for: two scans of one invoice differ in blanks and case. */
function businessNumber(number: string | null): string | null {
  return number === null ? null : number.replace(/ /g, '').toUpperCase();
}

/** A decimal string that its column can hold, else null: one absurd number must not cost the whole invoice. */
export function storedDecimal(text: string | null, wholeDigits: number): string | null {
  const whole = text === null ? undefined : /^-?(\d+)(?:\.\d+)?$/.exec(text)?.[1];
  return whole !== undefined && whole.replace(/^0+/, '').length <= wholeDigits ? text : null;
}

/** A whole number that its column can hold, else null. */
export function storedInteger(number: number): number | null {
  return Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number : null;
}

function storedDate(iso: string | null): Date | null {
  if (iso === null || !/^\d{4}-\d\d-\d\d$/.test(iso)) return null;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}
