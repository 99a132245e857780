import { BullModule } from '@nestjs/bull';
import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../config/config';
import { DocumentNews } from './document-news';
import { DocumentQueue } from './document-queue';
import { DOCUMENT_QUEUE } from './jobs';
import { redisOptions } from './redis-connection';
import { WorkerCommands } from './worker-commands';
import { WorkerReports } from './worker-reports';

/** Redis is only the messenger: what is to be done stands in PostgreSQL, and the sweeper repeats what a lost Redis forgot. */
@Global()
@Module({
  imports: [
    BullModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        redis: { ...redisOptions(config.require('REDIS_URL')), maxRetriesPerRequest: null, enableReadyCheck: false },
        prefix: config.get('QUEUE_PREFIX'),
        settings: { lockDuration: config.get('RUN_LEASE_S') * 1000, stalledInterval: Math.ceil((config.get('RUN_LEASE_S') * 1000) / 3), maxStalledCount: 5 },
        defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
      }),
    }),
    BullModule.registerQueue({ name: DOCUMENT_QUEUE }),
  ],
  providers: [DocumentQueue, DocumentNews, WorkerReports, WorkerCommands],
  exports: [DocumentQueue, DocumentNews, WorkerReports, WorkerCommands, BullModule],
})
export class QueueModule {}
