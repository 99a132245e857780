import type { Prisma } from '../common/prisma/generated/client';
import type { InvoicesQueryDto } from './dto/invoices-query.dto';
import { escapeLike, foldText } from './fold-text';
import type { InvoiceSelection } from './invoices.repository';

type Order = Prisma.InvoiceOrderByWithRelationInput;
const nullsLast = (sort: Prisma.SortOrder): Prisma.SortOrderInput => ({ sort, nulls: 'last' });

/** What a list may be ordered by; an invoice without the value comes last either way. */
const COLUMN_OF = {
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
type Ordering = keyof typeof COLUMN_OF;

export const ORDERINGS = Object.keys(COLUMN_OF) as Ordering[];
const ONE = `-?(?:${ORDERINGS.join('|')})`;
export const ORDERING_PATTERN = new RegExp(`^${ONE}(?:,${ONE}){0,4}$`);

/** The query of a client as the database understands it. */
export function toSelection(query: InvoicesQueryDto): InvoiceSelection {
  return {
    where: {
      status: query.status, route: query.route, sprzedawcaNip: query.sprzedawca_nip, nabywcaNip: query.nabywca_nip, waluta: query.waluta,
      numerFaktury: query.numer_faktury === undefined ? undefined : { equals: escapeLike(query.numer_faktury), mode: 'insensitive' },
      dataWystawienia: range(midnight(query.data_wystawienia_od), midnight(query.data_wystawienia_do)),
      sumaBrutto: range(query.brutto_od, query.brutto_do),
      AND: searched(query.search ?? ''),
    },
    orderBy: [...(query.ordering ?? '-createdAt').split(',').map(toOrder), { id: 'asc' }],
    skip: query.skip,
    take: query.page_size,
  };
}

/** Every word must be found; a NIP or account written in groups is also looked for as its digits. */
function searched(text: string): Prisma.InvoiceWhereInput[] {
  const contains = (part: string): Prisma.InvoiceWhereInput => ({ search: { contains: escapeLike(part) } });
  const words = foldText(text).split(' ').filter(Boolean);
  const digits = text.replace(/[\s-]/g, '');
  const byWord: Prisma.InvoiceWhereInput = { AND: words.map(contains) };
  if (words.length === 0) return [];
  return /^\d{10,}$/.test(digits) ? [{ OR: [byWord, contains(digits)] }] : [byWord];
}

function toOrder(part: string): Order {
  const down = part.startsWith('-');
  return COLUMN_OF[(down ? part.slice(1) : part) as Ordering](down ? 'desc' : 'asc');
}

function range<T>(gte: T | undefined, lte: T | undefined): { gte?: T; lte?: T } | undefined {
  return gte === undefined && lte === undefined ? undefined : { gte, lte };
}

function midnight(day: string | undefined): Date | undefined {
  return day === undefined ? undefined : new Date(`${day}T00:00:00Z`);
}
