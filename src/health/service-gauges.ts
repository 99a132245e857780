import { Injectable, type OnModuleInit } from '@nestjs/common';
import { cacheView } from '../cache/cache-view';
import { DocumentQueue } from '../common/queue/document-queue';
import { MetricsService } from '../metrics/metrics.service';
import { ReadinessService } from './readiness.service';

/** What the HTTP process can tell Prometheus of the queue and the workers: asked for at every scrape, remembered never. */
@Injectable()
export class ServiceGauges implements OnModuleInit {
  constructor(private readonly metrics: MetricsService, private readonly queue: DocumentQueue, private readonly readiness: ReadinessService) {}

  onModuleInit(): void {
    this.metrics.gauge('faktulove_queue_jobs', 'Jobs in the queue by state', ['state'], async (set) => {
      const counts: Record<string, number> = { ...(await this.queue.counts()) };
      for (const [state, count] of Object.entries(counts)) set({ state }, count);
    });
    this.metrics.gauge('faktulove_worker_rss_bytes', 'Resident memory of the workers', ['worker'], async (set) => {
      for (const worker of await this.readiness.workers()) set({ worker: worker.id }, worker.rssBytes);
    });
    this.metrics.gauge('faktulove_worker_loop_delay_seconds', 'Longest hold-up of the main loop of the workers within their last second', ['worker'], async (set) => {
      for (const worker of await this.readiness.workers()) set({ worker: worker.id }, worker.loopDelayMs / 1000);
    });
    this.metrics.gauge('faktulove_engines', 'Engines of the workers by kind and warmth', ['kind', 'warm'], async (set) => {
      const counts = new Map<string, number>();
      for (const { kind, warm } of (await this.readiness.workers()).flatMap((worker) => worker.engines)) counts.set(`${kind} ${warm}`, (counts.get(`${kind} ${warm}`) ?? 0) + 1);
      for (const [key, count] of counts) { const [kind = '', warm = ''] = key.split(' '); set({ kind, warm }, count); }
    });
    this.metrics.gauge('faktulove_result_cache', 'What became of questions to the result caches of the living workers', ['event'], async (set) => {
      const { hits, misses, joined, waited, computed, stored, failures } = cacheView((await this.readiness.workers()).map(({ cache }) => cache), null);
      for (const [event, count] of Object.entries({ hits, misses, joined, waited, computed, stored, failures })) set({ event }, count);
    });
    this.metrics.gauge('faktulove_result_cache_hit_rate', 'Share of questions answered by a tier of the result cache, 0 to 1; redis hears what memory does not know', ['tier'], async (set) => {
      const { hitRate, tiers } = cacheView((await this.readiness.workers()).map(({ cache }) => cache), null);
      for (const [tier, rate] of [['all', hitRate], ['memory', tiers.memory.hitRate], ['redis', tiers.redis.hitRate]] as const) set({ tier }, rate ?? NaN);
    });
  }
}
