import type { FlatColumns } from './flat-columns';

/** What makes two documents the same invoice inside one organisation. `number` without blanks, in capitals. */
export interface BusinessKey { readonly organisationId: string; readonly sellerNip: string; readonly number: string; readonly kind: string }

/** Seller, number and kind; null when seller or number is not known, because then nothing can be said. */
export function businessKey(organisationId: string, rodzaj: string, flat: Pick<FlatColumns, 'sprzedawcaNip' | 'businessNumber'>): BusinessKey | null {
  if (!flat.sprzedawcaNip || !flat.businessNumber) return null;
  return { organisationId, sellerNip: flat.sprzedawcaNip, number: flat.businessNumber, kind: rodzaj };
}

/** Text of the advisory lock under which an invoice is looked for and saved. Keys that the database holds to be equal have the same text. */
export function lockText(key: BusinessKey): string {
  return ['invoice', key.organisationId, key.sellerNip, key.number, key.kind].join('\n');
}
