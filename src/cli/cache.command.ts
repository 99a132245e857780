import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { CacheCommandModule } from './cli.modules';
import { ResultCache } from '../cache/result-cache';
import { say } from './output';
import { UsageError } from './usage-error';

/** `cache clear`: forgets every cached reading, in every process. */
export async function cacheCommand([verb]: string[]): Promise<number> {
  if (verb !== 'clear') throw new UsageError('cache clear');
  const app = await NestFactory.createApplicationContext(CacheCommandModule, { logger: ['error', 'warn'] });
  try {
    say(`${await app.get(ResultCache).invalidate('all')} readings forgotten.`);
    return 0;
  } finally { await app.close(); }
}
