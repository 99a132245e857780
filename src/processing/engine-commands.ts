import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { toAppError } from '../common/errors/app-error';
import { type WorkerCommand, WorkerCommands, type WorkerReply } from '../common/queue/worker-commands';
import { DocumentReader } from '../ocr/document-reader';
import { ENGINE_KINDS, type EngineKind } from '../ocr/ocr.types';
import { WorkerIdentity } from './worker-identity';

/** A warm-up that takes longer goes on, and the reply says how far it is. */
const WARM_UP_PATIENCE_MS = 4000;

/** What an operator asks of this worker's engines. */
@Injectable()
export class EngineCommands implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stop: (() => void) | undefined;

  constructor(private readonly commands: WorkerCommands, private readonly reader: DocumentReader, private readonly identity: WorkerIdentity) {}

  onApplicationBootstrap(): void {
    this.stop = this.commands.listen((command) => this.obey(command));
  }

  beforeApplicationShutdown(): void {
    this.stop?.();
  }

  private async obey({ verb, kind }: WorkerCommand): Promise<WorkerReply> {
    const { enginePools: pools } = this.reader;
    const known = ENGINE_KINDS.find((one) => one === kind);
    const about = (): Pick<WorkerReply, 'sessions' | 'engines'> => ({
      sessions: pools.report().find((pool) => pool.kind === kind)?.sessions ?? 0, engines: pools.engines().filter((engine) => engine.kind === kind),
    });
    const { id: worker } = this.identity;
    try {
      const changed = known === undefined ? 0 : verb === 'evict' ? pools.evict(known) : await this.warmUp(known);
      return { worker, changed, ...about() };
    } catch (thrown) {
      const { code, message } = toAppError(thrown);
      return { worker, changed: 0, error: { code, message }, ...about() };
    }
  }

  private async warmUp(kind: EngineKind): Promise<number> {
    const starts = (): number => this.reader.enginePools.report().find((pool) => pool.kind === kind)?.starts ?? 0;
    const before = starts();
    const waiting = new AbortController();
    const warming = this.reader.enginePools.warmUp(kind);
    try {
      await Promise.race([warming, pause(WARM_UP_PATIENCE_MS, undefined, { signal: waiting.signal })]);
    } finally {
      waiting.abort();
    }
    return starts() - before;
  }
}
