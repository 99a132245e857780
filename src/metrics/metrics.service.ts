import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { OcrDocument } from '../ocr/ocr.types';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What a process counts. Labels hold codes and stages, never anything from a document. */
@Injectable()
export class MetricsService {
  readonly registry = new Registry();

  private readonly requests = new Histogram({ name: 'faktulove_http_request_seconds', help: 'Duration of HTTP requests', labelNames: ['method', 'route', 'status'], buckets: SECONDS, registers: [this.registry] });
  private readonly documents = new Counter({ name: 'faktulove_documents_total', help: 'Attempts at documents by how they ended', labelNames: ['outcome'], registers: [this.registry] });
  private readonly documentSeconds = new Histogram({ name: 'faktulove_document_seconds', help: 'Duration of attempts that ended well', buckets: SECONDS, registers: [this.registry] });
  private readonly pages = new Counter({ name: 'faktulove_pages_total', help: 'Pages read, by what read them', labelNames: ['engine'], registers: [this.registry] });
  private readonly fallbacks = new Counter({ name: 'faktulove_fallbacks_total', help: 'Pages that another engine had to read', labelNames: ['from', 'to', 'reason'], registers: [this.registry] });
  private readonly stages = new Histogram({ name: 'faktulove_page_stage_seconds', help: 'Duration of the stages of a page', labelNames: ['stage'], buckets: SECONDS, registers: [this.registry] });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  requestServed(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status }, seconds);
  }

  documentFinished(outcome: 'done' | 'failed' | 'discarded', ms: number): void {
    this.documents.inc({ outcome });
    if (outcome === 'done') this.documentSeconds.observe(ms / 1000);
  }

  documentRead(document: OcrDocument): void {
    for (const page of document.pages) {
      this.pages.inc({ engine: page.engine });
      for (const [stage, ms] of Object.entries(page.timings)) this.stages.observe({ stage: stage.replace(/Ms$/, '') }, ms / 1000);
    }
    for (const { from, to, reason } of document.fallbacks) this.fallbacks.inc({ from, to, reason });
  }

  /** A value that is asked for when somebody looks; NaN when it cannot be told. */
  gauge(name: string, help: string, labels: readonly string[], collect: (set: (labels: Record<string, string>, value: number) => void) => Promise<void>): void {
    new Gauge({
      name, help, labelNames: [...labels], registers: [this.registry],
      async collect() {
        this.reset();
        await collect((given, value) => this.set(given, value));
      },
    });
  }
}
