import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { PoolReport } from '../common/queue/engine-report';
import { MetricsService } from '../metrics/metrics.service';
import { ReadinessService } from './readiness.service';

type Values = (pool: PoolReport) => Readonly<Record<string, number>>;

/** The engine pools of all living workers for Prometheus: summed by kind, as counted since each worker started. */
@Injectable()
export class EngineGauges implements OnModuleInit {
  constructor(private readonly metrics: MetricsService, private readonly readiness: ReadinessService) {}

  onModuleInit(): void {
    this.gauge('faktulove_engine_events', 'What happened to engines: starts, replacements, evictions, crashes and the rest', 'event', ({ starts, failedStarts, recycled, evicted, crashed, timeouts, retried, leaked }) => ({
      start: starts, failed_start: failedStarts, recycled_count: recycled.count, recycled_rss: recycled.rss, evicted_idle: evicted.idle, evicted_pressure: evicted.pressure,
      evicted_request: evicted.request, evicted_shrink: evicted.shrink, crash: crashed, timeout: timeouts, retry: retried, leaked_thread: leaked,
    }));
    this.gauge('faktulove_engine_work', 'Calls of engines and pages they served', 'unit', ({ inferences, pages }) => ({ inference: inferences, page: pages }));
    this.gauge('faktulove_engine_seconds', 'Seconds of engines: initialising, warming up, in calls, there for calls, and spared by reuse', 'of', ({ initMs, warmupMs, busyMs, warmMs, savedMs }) => ({
      initialisation: initMs / 1000, warmup: warmupMs / 1000, busy: busyMs / 1000, warm: warmMs / 1000, saved: savedMs / 1000,
    }));
    this.gauge('faktulove_engine_waiting', 'Calls that wait for an engine, and engines at work', 'what', ({ waiting, busy }) => ({ waiting, busy }));
    this.metrics.gauge('faktulove_model_cache', 'Models open in engines that are there now, and what became of questions for one', ['kind', 'what'], async (set) => {
      const engines = (await this.readiness.workers()).flatMap((worker) => worker.engines);
      for (const kind of new Set(engines.map((engine) => engine.kind))) {
        const caches = engines.flatMap((engine) => (engine.kind === kind && engine.models ? [engine.models] : []));
        for (const what of ['open', 'hits', 'misses', 'evicted', 'expired'] as const) set({ kind, what }, caches.reduce((sum, cache) => sum + cache[what], 0));
      }
    });
  }

  private gauge(name: string, help: string, label: string, values: Values): void {
    this.metrics.gauge(name, help, ['kind', label], async (set) => {
      const sums = new Map<string, { readonly kind: string; readonly what: string; value: number }>();
      for (const pool of (await this.readiness.workers()).flatMap(({ pools }) => pools)) {
        for (const [what, value] of Object.entries(values(pool))) {
          const key = `${pool.kind} ${what}`;
          const sum = sums.get(key) ?? { kind: pool.kind, what, value: 0 };
          sum.value += value;
          sums.set(key, sum);
        }
      }
      for (const { kind, what, value } of sums.values()) set({ kind, [label]: what }, value);
    });
  }
}
