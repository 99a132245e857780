import { Module } from '@nestjs/common';
import { CacheModule } from '../cache/cache.module';
import { DocumentsModule } from '../documents/documents.module';
import { AutotunerController } from './autotuner.controller';
import { CacheController } from './cache.controller';
import { EnginesController } from './engines.controller';
import { StatsController } from './stats.controller';
import { StatsRepository } from './stats.repository';

@Module({
  imports: [CacheModule, DocumentsModule],
  providers: [StatsRepository],
  controllers: [StatsController, EnginesController, CacheController, AutotunerController],
})
export class AdminModule {}
