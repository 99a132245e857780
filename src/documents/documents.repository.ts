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

  async list(organisationId: string, filter: DocumentFilter, skip: number, take: number): Promise<[number, DocumentWithState[]]> {
    const where: Prisma.DocumentWhereInput = { organisationId, ...(filter.sha256 ? { sha256: filter.sha256 } : {}), ...(filter.status ? { id: { in: await this.idsInStatus(organisationId, filter.status) } } : {}) };
    return Promise.all([
      this.prisma.document.count({ where }),
      this.prisma.document.findMany({ where, include: WITH_STATE, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], skip, take }),
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

  private async idsInStatus(organisationId: string, status: NonNullable<DocumentFilter['status']>): Promise<string[]> {
    const wanted = status === 'queued' ? 'queued' : RUN_STATUS[status];
    const rows = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT d.id FROM "Document" d
      LEFT JOIN LATERAL (SELECT status FROM "Run" WHERE "documentId" = d.id ORDER BY attempt DESC LIMIT 1) r ON true
      WHERE d."organisationId" = ${organisationId}::uuid AND COALESCE(r.status::text, 'queued') = ${wanted}`;
    return rows.map((row) => row.id);
  }
}
