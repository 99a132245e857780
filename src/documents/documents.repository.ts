import { Injectable } from '@nestjs/common';
import { Prisma } from '../common/prisma/generated/client';
import { PrismaService } from '../common/prisma/prisma.service';

/** A document with what the views show of it: how often it was tried, how the latest attempt stands, its invoice. */
const WITH_STATE = { runs: { orderBy: { attempt: 'desc' }, take: 1 }, invoice: { select: { id: true } } } satisfies Prisma.DocumentInclude;
export type DocumentWithState = Prisma.DocumentGetPayload<{ include: typeof WITH_STATE }>;

const WITH_ITEMS = { items: { orderBy: { position: 'asc' }, include: { document: { include: WITH_STATE } } } } satisfies Prisma.BatchInclude;
export type BatchWithState = Prisma.BatchGetPayload<{ include: typeof WITH_ITEMS }>;

export interface DocumentFilter { readonly status?: 'queued' | 'processing' | 'done' | 'failed' | 'cancelled' | undefined; readonly sha256?: string | undefined }

const RUN_STATUS = { processing: 'running', done: 'done', failed: 'failed', cancelled: 'cancelled' } as const;

/** Reads documents for clients; writes nothing. */
@Injectable()
export class DocumentsRepository {
  constructor(private readonly prisma: PrismaService) {}

  find(organisationId: string, id: string): Promise<DocumentWithState | null> {
    return this.prisma.document.findFirst({ where: { id, organisationId }, include: WITH_STATE });
  }

  /** A batch with its documents as they stand now. */
  findBatch(organisationId: string, id: string): Promise<BatchWithState | null> {
    return this.prisma.batch.findFirst({ where: { id, organisationId }, include: WITH_ITEMS });
  }

  /** @returns how many there are in all, and the documents of this page, newest first */
  async list(organisationId: string, filter: DocumentFilter, skip: number, take: number): Promise<[number, DocumentWithState[]]> {
    const newestFirst: Prisma.DocumentOrderByWithRelationInput[] = [{ createdAt: 'desc' }, { id: 'desc' }];
    if (filter.status) {
      const [count, ids] = await this.pageInStatus(organisationId, filter.status, filter.sha256 ?? null, skip, take);
      return [count, await this.prisma.document.findMany({ where: { organisationId, id: { in: ids } }, include: WITH_STATE, orderBy: newestFirst })];
    }
    const where: Prisma.DocumentWhereInput = { organisationId, ...(filter.sha256 ? { sha256: filter.sha256 } : {}) };
    return Promise.all([
      this.prisma.document.count({ where }),
      this.prisma.document.findMany({ where, include: WITH_STATE, orderBy: newestFirst, skip, take }),
    ]);
  }

  /** Documents by status, over one organisation or (null) all. */
  async countByStatus(organisationId: string | null): Promise<Record<string, number>> {
    const rows = await this.prisma.$queryRaw<{ status: string; count: bigint }[]>`
      SELECT COALESCE(r.status::text, 'queued') AS status, count(*) AS count FROM "Document" d
      LEFT JOIN LATERAL (SELECT status FROM "Run" WHERE "documentId" = d.id ORDER BY attempt DESC LIMIT 1) r ON true
      WHERE ${organisationId}::uuid IS NULL OR d."organisationId" = ${organisationId}::uuid GROUP BY 1`;
    const counts: Record<string, number> = { queued: 0, processing: 0, done: 0, failed: 0, cancelled: 0 };
    for (const { status, count } of rows) counts[status === 'running' ? 'processing' : status] = Number(count);
    return counts;
  }

  /** The status stands in the latest run, so the database picks the page: ids in the client would grow with the archive. */
  private async pageInStatus(organisationId: string, status: NonNullable<DocumentFilter['status']>, sha256: string | null, skip: number, take: number): Promise<[number, string[]]> {
    const wanted = status === 'queued' ? 'queued' : RUN_STATUS[status];
    const found = Prisma.sql`FROM "Document" d
      LEFT JOIN LATERAL (SELECT status FROM "Run" WHERE "documentId" = d.id ORDER BY attempt DESC LIMIT 1) r ON true
      WHERE d."organisationId" = ${organisationId}::uuid AND (${sha256}::text IS NULL OR d.sha256 = ${sha256}) AND COALESCE(r.status::text, 'queued') = ${wanted}`;
    const [counted, rows] = await Promise.all([
      this.prisma.$queryRaw<{ count: bigint }[]>`SELECT count(*) AS count ${found}`,
      this.prisma.$queryRaw<{ id: string }[]>`SELECT d.id ${found} ORDER BY d."createdAt" DESC, d.id DESC LIMIT ${take} OFFSET ${skip}`,
    ]);
    return [Number(counted[0]?.count ?? 0), rows.map(({ id }) => id)];
  }
}
