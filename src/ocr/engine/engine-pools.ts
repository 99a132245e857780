import type { EngineReport, PoolReport } from '../../common/queue/engine-report';
import type { EngineKind } from '../ocr.types';
import { type EngineSession, EngineSessions } from './engine-sessions';
import type { PageRecogniser } from './ocr-engine.port';
import { MemoryGuard, type GuardedPool, type MemoryGuardOptions } from './memory-guard';

/** A pool as its owner sees it, whatever engines are in it. */
export interface ManagedPool extends GuardedPool {
  readonly kind: EngineKind;
  warmUp(): Promise<void>;
  evict(reason: 'request'): number;
  resize(size: number): void;
  hold(): () => void;
  engines(): EngineReport[];
  report(): PoolReport;
  /** Has a warm engine, or is just putting one in the place of another. */
  readonly ready: boolean;
  close(): Promise<void>;
}

export interface PoolsOptions {
  /** Engines start with the first page, or each page has its own: nobody waits for a warm one. */
  readonly coldIsReady: boolean;
  /** A session that nothing uses for so long lets its engines go. */
  readonly sessionLeaseMs: number;
  readonly memory: MemoryGuardOptions;
}

/** Every engine of this process, by kind. */
export class EnginePools {
  readonly sessions: EngineSessions;
  private readonly guard: MemoryGuard;

  constructor(private readonly pools: Readonly<Record<EngineKind, ManagedPool>>, private readonly options: PoolsOptions) {
    this.sessions = new EngineSessions(pools, options.sessionLeaseMs);
    this.guard = new MemoryGuard(this.all, options.memory);
    this.guard.start();
  }

  /** Recognisers whose every page holds its kind of engine for the session. */
  recognisersIn(session: EngineSession, recognisers: Readonly<Record<EngineKind, PageRecogniser>>): Readonly<Record<EngineKind, PageRecogniser>> {
    const within = (kind: EngineKind): PageRecogniser => ({
      recognise: (image, profile) => {
        this.sessions.switchEngine(session, kind);
        return recognisers[kind].recognise(image, profile);
      },
    });
    return { paddle: within('paddle'), tesseract: within('tesseract') };
  }

  /** @throws AppError what kept an engine from starting. */
  warmUp(kind: EngineKind): Promise<void> {
    return this.pools[kind].warmUp();
  }

  /** Ends the idle engines of a kind, unless sessions hold them. @returns how many */
  evict(kind: EngineKind): number {
    return this.pools[kind].evict('request');
  }

  resize(kind: EngineKind, size: number): void {
    this.pools[kind].resize(size);
  }

  /** Whether a page would find a warm engine, where that is what engines are kept for. */
  get ready(): boolean {
    return this.options.coldIsReady || this.all.some(({ ready }) => ready);
  }

  engines(): EngineReport[] {
    return this.all.flatMap((pool) => pool.engines());
  }

  report(): PoolReport[] {
    return this.all.map((pool) => pool.report());
  }

  async close(): Promise<void> {
    this.guard.stop();
    this.sessions.endAll();
    await Promise.all(this.all.map((pool) => pool.close()));
  }

  private get all(): readonly ManagedPool[] {
    return Object.values(this.pools);
  }
}
