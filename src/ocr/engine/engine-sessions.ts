import { randomUUID } from 'node:crypto';
import type { EngineKind } from '../ocr.types';

/** What holds the engines of each kind: see `EnginePool.hold`. */
export type Holders = Readonly<Record<EngineKind, { hold(): () => void }>>;

/** Documents that belong together and read with the same engines. */
export interface EngineSession {
  readonly id: string;
  /** The kind it began with or last switched to. */
  readonly kind: EngineKind;
}

interface Held extends EngineSession {
  kind: EngineKind;
  readonly holds: Map<EngineKind, () => void>;
  lease: NodeJS.Timeout | undefined;
  ended: boolean;
}

/**
 * Sessions keep the engines that they use: none is evicted, replaced or removed meanwhile, so that going from one kind to another
 * and back costs no initialisation. Holding starts nothing and shuts nobody out. A session that nothing uses for the length of a
 * lease lets go by itself, and takes hold again when it is used after all.
 */
export class EngineSessions {
  private readonly open = new Map<string, Held>();

  constructor(private readonly holders: Holders, private readonly leaseMs: number) {}

  get count(): number { return this.open.size; }

  startSession(kind: EngineKind): EngineSession {
    const session: Held = { id: randomUUID(), kind, holds: new Map(), lease: undefined, ended: false };
    this.use(session, kind);
    return session;
  }

  /** From now on the session holds this kind too; renews its lease. Cheap: for every page. */
  switchEngine(session: EngineSession, kind: EngineKind): void {
    const held = session as Held;
    if (held.ended) return;
    held.kind = kind;
    this.use(held, kind);
  }

  /** Lets go of everything; further uses of the session hold nothing. */
  endSession(session: EngineSession): void {
    const held = session as Held;
    held.ended = true;
    this.letGo(held);
  }

  endAll(): void {
    for (const session of [...this.open.values()]) this.endSession(session);
  }

  private use(session: Held, kind: EngineKind): void {
    this.open.set(session.id, session);
    if (!session.holds.has(kind)) session.holds.set(kind, this.holders[kind].hold());
    if (session.lease) session.lease.refresh();
    else session.lease = setTimeout(() => this.letGo(session), this.leaseMs).unref();
  }

  private letGo(session: Held): void {
    clearTimeout(session.lease);
    session.lease = undefined;
    this.open.delete(session.id);
    for (const release of session.holds.values()) release();
    session.holds.clear();
  }
}
