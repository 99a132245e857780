import type { Prisma } from '../common/prisma/generated/client';

export type Order = Prisma.InvoiceOrderByWithRelationInput;
const nullsLast = (sort: Prisma.SortOrder): Prisma.SortOrderInput => ({ sort, nulls: 'last' });

/** What a list may be ordered by; an invoice without the value comes last either way. */
export const COLUMN_OF = {
  createdAt: (sort) => ({ createdAt: sort }),
  updatedAt: (sort) => ({ updatedAt: sort }),
  confidence: (sort) => ({ confidence: sort }),
  status: (sort) => ({ status: sort }),
  route: (sort) => ({ route: sort }),
  numer_faktury: (sort) => ({ numerFaktury: nullsLast(sort) }),
  data_wystawienia: (sort) => ({ dataWystawienia: nullsLast(sort) }),
  sprzedawca_nip: (sort) => ({ sprzedawcaNip: nullsLast(sort) }),
  nabywca_nip: (sort) => ({ nabywcaNip: nullsLast(sort) }),
  waluta: (sort) => ({ waluta: nullsLast(sort) }),
  suma_netto: (sort) => ({ sumaNetto: nullsLast(sort) }),
  suma_vat: (sort) => ({ sumaVat: nullsLast(sort) }),
  suma_brutto: (sort) => ({ sumaBrutto: nullsLast(sort) }),
} as const satisfies Record<string, (sort: Prisma.SortOrder) => Order>;
export type Ordering = keyof typeof COLUMN_OF;

export const ORDERINGS = Object.keys(COLUMN_OF) as Ordering[];
const ONE = `-?(?:${ORDERINGS.join('|')})`;
export const ORDERING_PATTERN = new RegExp(`^${ONE}(?:,${ONE}){0,4}$`);
