import type { Prisma } from '../common/prisma/generated/client';
import type { InvoicesQueryDto } from './dto/invoices-query.dto';
import { escapeLike, foldText } from './fold-text';
import type { InvoiceSelection } from './invoices.repository';
import { COLUMN_OF, type Order, type Ordering } from './orderings';

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
