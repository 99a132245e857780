import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { CacheModule } from '../cache/cache.module';
import { CommonModule } from '../common/common.module';
import { QueueModule } from '../common/queue/queue.module';
import { InvoicesModule } from '../invoices/invoices.module';

/** What the key commands need: the database. */
@Module({ imports: [CommonModule, AuthModule] })
export class KeysModule {}

/** What the export command needs: keys for the organisation's name, invoices. */
@Module({ imports: [CommonModule, AuthModule, InvoicesModule] })
export class ExportModule {}

/** What the cache commands need. */
@Module({ imports: [CommonModule, QueueModule, CacheModule] })
export class CacheCommandModule {}
