import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ApiModule } from './app.module';
import { AppConfig } from './common/config/config';
import { JsonLogger } from './common/logging/log-context';
import { logLevels } from './common/logging/log-levels';
import { serveOpenApi } from './openapi';

/** The door for HTTP. Closes in order: listener, queue, inspector, database. */
export async function serve(): Promise<NestExpressApplication> {
  const config = AppConfig.fromEnvironment();
  const app = await NestFactory.create<NestExpressApplication>(ApiModule, { logger: new JsonLogger({ logLevels: logLevels(config.get('LOG_LEVEL')) }) });
  app.disable('x-powered-by');
  serveOpenApi(app);
  app.enableShutdownHooks();
  await app.listen(config.get('PORT'), config.get('HOST'));
  return app;
}

if (require.main === module) {
  serve().catch((error: unknown) => {
    process.stderr.write(`The API could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  });
}
