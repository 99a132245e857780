import { Module } from '@nestjs/common';
import { RunRepository } from './run.repository';

/** Runs as the HTTP side needs them: cancel and retry. */
@Module({ providers: [RunRepository], exports: [RunRepository] })
export class RunsModule {}
