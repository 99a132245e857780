import type { Prisma } from './generated/client';

/** A transaction in hand: repositories take it so that several of them can write as one. */
export type Transaction = Prisma.TransactionClient;
