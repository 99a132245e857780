import { Global, Module } from '@nestjs/common';
import { AppConfig } from './config/config';
import { PrismaService } from './prisma/prisma.service';

/** What every feature may use: configuration and the database. */
@Global()
@Module({
  providers: [{ provide: AppConfig, useFactory: () => AppConfig.fromEnvironment() }, PrismaService],
  exports: [AppConfig, PrismaService],
})
export class CommonModule {}
