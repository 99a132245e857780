import { createServer } from 'node:http';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../common/config/config';
import { MetricsService } from './metrics.service';

/**
 * `/health` and `/metrics` of the worker, for orchestrators that look at every process. Bound before any document is taken in
 * hand, so that a worker whose port is taken fails before it has begun anything.
 */
@Injectable()
export class WorkerProbes implements OnModuleInit {
  private readonly server = createServer((request, response) => {
    if (request.url?.startsWith('/metrics')) {
      this.metrics.registry.metrics().then((text) => response.setHeader('content-type', this.metrics.registry.contentType).end(text), () => response.writeHead(500).end());
    } else response.writeHead(request.url?.startsWith('/health') ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify({ status: 'ok' }));
  });

  constructor(private readonly config: AppConfig, private readonly metrics: MetricsService) {}

  async onModuleInit(): Promise<void> {
    const port = this.config.get('WORKER_PORT');
    if (port === 0) return;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(port, this.config.get('HOST'), () => { this.server.unref(); resolve(); });
    });
  }
}
