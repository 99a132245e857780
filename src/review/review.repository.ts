import { Injectable } from '@nestjs/common';
import { Prisma } from '../common/prisma/generated/client';
import { PrismaService } from '../common/prisma/prisma.service';
import type { Transaction } from '../common/prisma/transaction';
import type { Route } from '../extraction/extraction.types';
import type { HumanValue } from './correction-values';

const QUEUED = { fields: true, claim: true } as const satisfies Prisma.InvoiceInclude;
export type QueuedRow = Prisma.InvoiceGetPayload<{ include: typeof QUEUED }>;

export interface Reviewer { readonly apiKeyId: string; readonly organisationId: string; readonly name: string }
export interface LiveClaim { readonly apiKeyId: string; readonly by: string; readonly expiresAt: Date }
export interface NewCorrection { readonly field: string; readonly machineValue: HumanValue; readonly humanValue: HumanValue }

/**
 * The only writer of `ReviewClaim` and `Correction`. The queue is a query over the invoices that wait for a person, no second
 * list. Leases are measured by the clock of the database alone.
 */
@Injectable()
export class ReviewRepository {
  constructor(private readonly prisma: PrismaService) {}

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.prisma.$transaction(work, { maxWait: 10_000, timeout: 15_000 });
  }

  async queue(organisationId: string, priority: Route | undefined, skip: number, take: number): Promise<[number, QueuedRow[]]> {
    const where: Prisma.InvoiceWhereInput = { organisationId, status: 'needs_review', route: priority };
    return Promise.all([
      this.prisma.invoice.count({ where }),
      this.prisma.invoice.findMany({ where, include: QUEUED, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], skip, take }),
    ]);
  }

  findQueued(organisationId: string, id: string): Promise<QueuedRow | null> {
    return this.prisma.invoice.findFirst({ where: { id, organisationId }, include: QUEUED });
  }

  /**
   * Takes or renews the lease in one statement: it holds the invoice, so that of two claims at once the second sees the first,
   * and a decision that comes first leaves nothing to claim.
   * @returns false when the invoice is not there, not open, or under a live claim of another key
   */
  async claim(me: Reviewer, invoiceId: string, seconds: number): Promise<boolean> {
    const count = await this.prisma.$executeRaw`
      INSERT INTO "ReviewClaim" ("invoiceId", "apiKeyId", "by", "claimedAt", "expiresAt")
      SELECT id, ${me.apiKeyId}::uuid, ${me.name}, clock_timestamp(), clock_timestamp() + make_interval(secs => ${seconds}::double precision)
      FROM "Invoice" WHERE id = ${invoiceId}::uuid AND "organisationId" = ${me.organisationId}::uuid AND status IN ('needs_review', 'accepted') FOR NO KEY UPDATE
      ON CONFLICT ("invoiceId") DO UPDATE
        SET "apiKeyId" = excluded."apiKeyId", "by" = excluded."by", "expiresAt" = excluded."expiresAt",
            "claimedAt" = CASE WHEN "ReviewClaim"."apiKeyId" = excluded."apiKeyId" AND "ReviewClaim"."expiresAt" > clock_timestamp() THEN "ReviewClaim"."claimedAt" ELSE excluded."claimedAt" END
        WHERE "ReviewClaim"."apiKeyId" = excluded."apiKeyId" OR "ReviewClaim"."expiresAt" <= clock_timestamp()`;
    return count > 0;
  }

  /** The claim that holds now, whoever's it is; null when there is none or it has lapsed. */
  async liveClaim(tx: Transaction, invoiceId: string): Promise<LiveClaim | null> {
    const found = await tx.$queryRaw<LiveClaim[]>`SELECT "apiKeyId", "by", "expiresAt" FROM "ReviewClaim" WHERE "invoiceId" = ${invoiceId}::uuid AND "expiresAt" > clock_timestamp()`;
    return found[0] ?? null;
  }

  async dropClaim(tx: Transaction, invoiceId: string): Promise<void> {
    await tx.reviewClaim.deleteMany({ where: { invoiceId } });
  }

  /** What the machine had read in each field that people corrected before: their first correction has kept it. */
  async machineValues(tx: Transaction, invoiceId: string): Promise<ReadonlyMap<string, HumanValue>> {
    const first = await tx.correction.findMany({ where: { invoiceId }, orderBy: [{ at: 'desc' }, { id: 'desc' }], select: { field: true, machineValue: true } });
    return new Map(first.map(({ field, machineValue }) => [field, machineValue as HumanValue]));
  }

  async addCorrections(tx: Transaction, me: Reviewer, invoiceId: string, note: string | null, corrections: readonly NewCorrection[]): Promise<void> {
    await tx.correction.createMany({ data: corrections.map(({ field, machineValue, humanValue }) => ({
      invoiceId, field, machineValue: machineValue ?? Prisma.DbNull, humanValue: humanValue ?? Prisma.DbNull, note, apiKeyId: me.apiKeyId, by: me.name,
    })) });
  }
}
