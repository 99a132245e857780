import { Injectable } from '@nestjs/common';
import { PrismaService } from '../common/prisma/prisma.service';
import { DocumentQueue } from '../common/queue/document-queue';
import { type WorkerReport, WorkerReports } from '../common/queue/worker-reports';

export interface Readiness {
  readonly ready: boolean;
  readonly checks: { readonly postgres: boolean; readonly redis: boolean; readonly models: boolean; readonly engine: boolean };
}

/** Looks at the parts without touching them. A worker verifies its models before its first report, so a report is the proof. */
@Injectable()
export class ReadinessService {
  constructor(private readonly prisma: PrismaService, private readonly queue: DocumentQueue, private readonly reports: WorkerReports) {}

  async check(): Promise<Readiness> {
    const [postgres, redis, workers] = await Promise.all([this.postgres(), this.queue.ping(), this.workers()]);
    const models = workers.length > 0;
    const engine = workers.some((worker) => worker.ready);
    return { ready: postgres && redis && models && engine, checks: { postgres, redis, models, engine } };
  }

  async workers(): Promise<WorkerReport[]> {
    return (await this.reports.all()) ?? [];
  }

  private async postgres(): Promise<boolean> {
    return this.queue.within(this.prisma.$queryRaw`SELECT 1`.then(() => true), false);
  }
}
