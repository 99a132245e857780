import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './worker.module';
import { AppConfig } from './common/config/config';
import { JsonLogger } from './common/logging/log-context';
import { logLevels } from './common/logging/log-levels';
import { MetricsService } from './metrics/metrics.service';

/** The door for the queue. Closes in order: intake, documents in hand, engines, database. */
export async function consume(): Promise<INestApplicationContext> {
  const config = AppConfig.fromEnvironment();
  const app = await NestFactory.createApplicationContext(WorkerModule, { logger: new JsonLogger({ logLevels: logLevels(config.get('LOG_LEVEL')) }) });
  app.enableShutdownHooks();
  const port = config.get('WORKER_PORT');
  if (port > 0) await listen(answerProbes(app.get(MetricsService)), port, config.get('HOST'));
  return app;
}

/** `/health` and `/metrics` of the worker, for orchestrators that look at every process. */
function answerProbes(metrics: MetricsService): Server {
  return createServer((request, response) => {
    if (request.url?.startsWith('/metrics')) {
      metrics.registry.metrics().then((text) => response.setHeader('content-type', metrics.registry.contentType).end(text), (error: unknown) => response.writeHead(500).end(String(error)));
    } else response.writeHead(request.url?.startsWith('/health') ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify({ status: 'ok' }));
  });
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => { server.unref(); resolve(); });
  });
}

if (require.main === module) {
  consume().catch((error: unknown) => {
    process.stderr.write(`The worker could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  });
}
