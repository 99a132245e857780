import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ApiModule } from './app.module';
import { AppConfig } from './common/config/config';
import { rounded } from './common/http/rounded';
import { answerUnreadable } from './common/http/unreadable-request';
import { JsonLogger } from './common/logging/log-context';
import { logLevels } from './common/logging/log-levels';
import { startOrExit } from './common/start/start-or-exit';
import { serveOpenApi } from './openapi';

/** The door for HTTP. Closes in order: listener, queue, inspector, database. @throws what prevented the start; the process should end then. */
export async function serve(): Promise<NestExpressApplication> {
  const config = AppConfig.fromEnvironment();
  const logger = new JsonLogger({ logLevels: logLevels(config.get('LOG_LEVEL')) });
  const app = await NestFactory.create<NestExpressApplication>(ApiModule, { logger, abortOnError: false });
  try {
    app.disable('x-powered-by');
    app.set('json replacer', rounded);
    serveOpenApi(app);
    app.getHttpServer().on('clientError', answerUnreadable);
    app.enableShutdownHooks();
    await app.listen(config.get('PORT'), config.get('HOST'));
    return app;
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
}

if (require.main === module) void startOrExit('The API', serve);
