import type { Pozycja } from '../extraction.types';
import type { Sheet } from '../read/sheet.types';
import { parseVatRate } from '../read/vat-rate';

/** "A 23%", "PTU B = 8 %", "D zw." */
const EXPLAINED = /^(?:ptu |stawka |vat )?([A-G])\s{0,3}[-–=:(]?\s{0,3}(\d{1,2}(?:[.,]00)?\s?%|zw\.?)\)?$/i;

/**
 * Rates that the items name by the letters of a cash register, as the summary of the same document explains them. A letter that it
 * explains twice, and differently, means nothing.
 * @param letters the text in the column of rates of each item
 */
export function explainRates(items: readonly Pozycja[], letters: readonly (string | null)[], sheet: Sheet): readonly Pozycja[] {
  if (!letters.some((letter) => /^[A-G]$/.test(letter ?? ''))) return items;
  const rates = new Map<string, string | null>();
  for (const text of sheet.pages.flatMap(({ rows }) => rows.flatMap(textsOf))) {
    const [, letter = '', printed = ''] = EXPLAINED.exec(text) ?? [], rate = parseVatRate(printed);
    if (letter !== '' && rate !== null) rates.set(letter.toUpperCase(), (rates.get(letter.toUpperCase()) ?? rate) === rate ? rate : null);
  }
  return items.map((item, i) => ({ ...item, stawka_vat: item.stawka_vat ?? rates.get(letters[i] ?? '') ?? null }));
}

/** Each segment, and each with its neighbour: letter and rate may stand in columns of their own. */
function textsOf(row: readonly { readonly text: string }[]): string[] {
  return row.flatMap(({ text }, i) => [text.trim(), `${text.trim()} ${(row[i + 1]?.text ?? '').trim()}`]);
}
