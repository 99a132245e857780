import { Injectable } from '@nestjs/common';
import { PrismaService } from '../common/prisma/prisma.service';

/** What processing must know of batches; writes nothing. */
@Injectable()
export class BatchProgressRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** The latest batch of each document that is in one. A batch is written after its documents: the first may be read before it is there. */
  async batchesOf(documentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const items = await this.prisma.batchItem.findMany({
      where: { documentId: { in: [...documentIds] } }, select: { documentId: true, batchId: true }, orderBy: { batch: { createdAt: 'asc' } },
    });
    return new Map(items.flatMap(({ documentId, batchId }) => (documentId === null ? [] : [[documentId, batchId]])));
  }

  /** Those of the batches whose documents are all done, failed, cancelled or deleted. */
  async finished(batchIds: readonly string[]): Promise<ReadonlySet<string>> {
    const open = await this.prisma.$queryRaw<{ batchId: string }[]>`
      SELECT DISTINCT i."batchId" FROM "BatchItem" i
      LEFT JOIN LATERAL (SELECT status FROM "Run" WHERE "documentId" = i."documentId" ORDER BY attempt DESC LIMIT 1) r ON true
      WHERE i."batchId" = ANY(${batchIds}::uuid[]) AND i."documentId" IS NOT NULL AND COALESCE(r.status::text, 'queued') IN ('queued', 'running')`;
    const unfinished = new Set(open.map(({ batchId }) => batchId));
    return new Set(batchIds.filter((id) => !unfinished.has(id)));
  }
}
