import { type MiddlewareConsumer, Module, type NestModule, ValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AdminModule } from './admin/admin.module';
import { ApiKeyGuard } from './auth/api-key.guard';
import { AuthModule } from './auth/auth.module';
import { CommonModule } from './common/common.module';
import { ProblemFilter } from './common/errors/problem.filter';
import { requestId } from './common/http/request-id.middleware';
import { QueueModule } from './common/queue/queue.module';
import { DocumentsModule } from './documents/documents.module';
import { HealthModule } from './health/health.module';
import { InvoicesModule } from './invoices/invoices.module';
import { MetricsModule } from './metrics/metrics.module';
import { RequestTimer } from './metrics/request-timer.middleware';
import { ReviewModule } from './review/review.module';
import { StorageModule } from './storage/storage.module';
import { UploadModule } from './upload/upload.module';

/**
 * The HTTP process, in the order in which a document walks. Guard, pipe and filter are providers, so whoever boots this module,
 * a test included, meets the real ones.
 */
@Module({
  imports: [CommonModule, QueueModule, MetricsModule, AuthModule, UploadModule, StorageModule, DocumentsModule, InvoicesModule, ReviewModule, AdminModule, HealthModule],
  providers: [
    { provide: APP_GUARD, useClass: ApiKeyGuard },
    { provide: APP_PIPE, useFactory: () => new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }) },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class ApiModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(requestId, RequestTimer).forRoutes('{*path}');
  }
}
