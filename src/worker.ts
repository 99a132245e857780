import 'reflect-metadata';
import { setPriority } from 'node:os';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './worker.module';
import { AppConfig } from './common/config/config';
import { JsonLogger } from './common/logging/log-context';
import { logLevels } from './common/logging/log-levels';
import { startOrExit } from './common/start/start-or-exit';

/**
 * The door for the queue. Opens in order: database, probes, verified models, intake. Closes in order: intake, documents in hand,
 * engines, database. @throws what prevented the start; the process should end then.
 */
export async function consume(): Promise<INestApplicationContext> {
  const config = AppConfig.fromEnvironment();
  // Reading fills every core; whoever answers people on the same machine goes first.
  setPriority(config.get('WORKER_NICE'));
  const logger = new JsonLogger({ logLevels: logLevels(config.get('LOG_LEVEL')) });
  const app = await NestFactory.createApplicationContext(WorkerModule, { logger, abortOnError: false });
  app.enableShutdownHooks();
  return app;
}

if (require.main === module) void startOrExit('The worker', consume);
