import type { FlatColumns } from './flat-columns';

/** What makes two documents the same invoice inside one organisation. `number` is as read; see `lockText` for what counts of it. */
export interface BusinessKey { readonly organisationId: string; readonly sellerNip: string; readonly number: string; readonly kind: string }

/** Seller, number and kind; null when seller or number is not known, because then nothing can be said. */
export function businessKey(organisationId: string, rodzaj: string, flat: Pick<FlatColumns, 'sprzedawcaNip' | 'numerFaktury'>): BusinessKey | null {
  if (!flat.sprzedawcaNip || !flat.numerFaktury) return null;
  return { organisationId, sellerNip: flat.sprzedawcaNip, number: flat.numerFaktury, kind: rodzaj };
}

/**
 * Text of the advisory lock under which an invoice is looked for and saved. Blanks and case of the number do not count: two
 * scans of one invoice differ in them. Whatever the database holds to be equal must have the same text here.
 */
export function lockText(key: BusinessKey): string {
  return ['invoice', key.organisationId, key.sellerNip, key.number.replace(/ /g, '').toUpperCase(), key.kind].join('\n');
}
