import { FIELD_NAMES } from '../extraction/extraction.types';
import type { InvoiceView } from './invoice-view';

export const CSV_PARTS = ['invoice', 'items', 'vat'] as const;
export type CsvPart = (typeof CSV_PARTS)[number];

type Column = readonly [title: string, cell: string];
const BOM = '\uFEFF';

/**
 * One table for a spreadsheet set to Polish: UTF-8 with a byte order mark, semicolons, decimal commas, CRLF. Text that a
 * spreadsheet would run as a formula gets a leading apostrophe; accounts are grouped, because 26 digits would lose their end.
 * @param part the header fields in one line, or one line for each item or VAT rate
 */
export function toCsv(invoice: InvoiceView, part: CsvPart = 'invoice'): string {
  const rows = tableOf(invoice, part);
  const titles = rows.titles.map(quote).join(';');
  return [`${BOM}${titles}`, ...rows.cells.map((cells) => cells.map(quote).join(';')), ''].join('\r\n');
}

function tableOf(invoice: InvoiceView, part: CsvPart): { titles: readonly string[]; cells: readonly (readonly string[])[] } {
  if (part === 'invoice') {
    const columns = headerColumns(invoice);
    return { titles: columns.map(([title]) => title), cells: [columns.map(([, cell]) => cell)] };
  }
  const number = text(invoice.fields.numer_faktury?.value);
  if (part === 'vat') {
    return {
      titles: ['numer_faktury', 'stawka', 'netto', 'vat', 'brutto'],
      cells: invoice.podsumowanie_vat.map((row) => [number, text(row.stawka), amount(row.netto), amount(row.vat), amount(row.brutto)]),
    };
  }
  return {
    titles: ['numer_faktury', 'lp', 'nazwa', 'ilosc', 'jednostka', 'cena_netto', 'stawka_vat', 'wartosc_netto', 'wartosc_vat', 'wartosc_brutto'],
    cells: invoice.pozycje.map((row) => [
      number, String(row.lp), text(row.nazwa), amount(row.ilosc), text(row.jednostka), amount(row.cena_netto), text(row.stawka_vat),
      amount(row.wartosc_netto), amount(row.wartosc_vat), amount(row.wartosc_brutto),
    ]),
  };
}

function headerColumns(invoice: InvoiceView): Column[] {
  return [
    ['id', invoice.id], ['documentId', invoice.documentId], ['status', invoice.status], ['route', invoice.route], ['rodzaj', text(invoice.rodzaj)],
    ...FIELD_NAMES.map((name): Column => {
      const value = invoice.fields[name]?.value ?? null;
      if (typeof value === 'boolean') return [name, value ? 'tak' : 'nie'];
      if (name.startsWith('suma_')) return [name, amount(value)];
      return [name, name === 'numer_konta' ? grouped(value) : text(value)];
    }),
    ['confidence', invoice.confidence.toFixed(4).replace('.', ',')], ['reasons', text(invoice.reasons.join(' '))],
    ['duplicateOf', invoice.duplicateOf ?? ''], ['createdAt', invoice.createdAt.toISOString()],
  ];
}

/** Guarded as OWASP advises for CSV injection: a cell must not begin with what starts a formula. */
function text(value: string | boolean | null | undefined): string {
  const plain = String(value ?? '').replace(/[\r\n]+/g, ' ');
  return /^\s*[=+\-@\t|]/.test(plain) ? `'${plain}` : plain;
}

function amount(value: string | null): string {
  return value === null ? '' : /^-?\d+(\.\d+)?$/.test(value) ? value.replace('.', ',') : text(value);
}

/** Two digits, then fours: as Polish accounts are printed. */
function grouped(digits: string | null): string {
  return digits === null || !/^\d{26}$/.test(digits) ? text(digits) : `${digits.slice(0, 2)} ${digits.slice(2).replace(/(\d{4})(?=\d)/g, '$1 ')}`;
}

function quote(cell: string): string {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
