import { Injectable } from '@nestjs/common';
import { PrismaService } from '../common/prisma/prisma.service';

/** Counts for the administration pages; writes nothing. */
@Injectable()
export class StatsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** Invoices by status and by route, over one organisation or (null) all. */
  async countInvoices(organisationId: string | null): Promise<{ total: number; byStatus: Record<string, number>; byRoute: Record<string, number> }> {
    const groups = await this.prisma.invoice.groupBy({ by: ['status', 'route'], _count: true, where: organisationId === null ? {} : { organisationId } });
    const [byStatus, byRoute]: [Record<string, number>, Record<string, number>] = [{}, {}];
    for (const { status, route, _count } of groups) {
      byStatus[status] = (byStatus[status] ?? 0) + _count;
      byRoute[route] = (byRoute[route] ?? 0) + _count;
    }
    return { total: groups.reduce((sum, group) => sum + group._count, 0), byStatus, byRoute };
  }
}
