import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '../config/config';
import { AppError } from '../errors/app-error';
import { DocumentQueue } from './document-queue';
import type { EngineReport } from './engine-report';

export type CommandVerb = 'warmup' | 'evict';
export interface WorkerCommand { readonly id: string; readonly verb: CommandVerb; readonly kind: string }

/** What a worker did. */
export interface WorkerReply {
  readonly worker: string;
  /** Engines that were started or ended. */
  readonly changed: number;
  /** Sessions that hold the engines: none was ended because of them. */
  readonly sessions: number;
  readonly error?: { readonly code: string; readonly message: string };
  /** The engines of the kind as they stand now. */
  readonly engines: readonly EngineReport[];
}

const CHANNEL = 'commands';
const ASK_EVERY_MS = 50;
const REPLY_LIFE_S = 60;

/**
 * Commands to every living worker, and their replies. Published, not queued: a command is for the workers there are now, and whoever
 * comes later must not obey it. Replies are a list in Redis, so that any HTTP process can collect its own.
 */
@Injectable()
export class WorkerCommands {
  private readonly logger = new Logger(WorkerCommands.name);

  constructor(private readonly config: AppConfig, private readonly queue: DocumentQueue) {}

  /**
   * Tells all workers and waits for their replies, for `patienceMs` at most.
   * @returns the replies that came, and how many workers were told
   * @throws AppError `queue_unavailable` when Redis does not answer, `no_worker` when nobody hears or replies
   */
  async send(verb: CommandVerb, kind: string, patienceMs: number): Promise<{ readonly told: number; readonly replies: readonly WorkerReply[] }> {
    const command: WorkerCommand = { id: randomUUID(), verb, kind };
    const told = await this.queue.publish(CHANNEL, JSON.stringify(command));
    if (told === null) throw new AppError('queue_unavailable', 'Redis does not answer.', { retryable: true });
    const { client } = this.queue.queue;
    let replies: readonly string[] = [];
    for (const end = Date.now() + patienceMs; replies.length < told && Date.now() < end; await pause(ASK_EVERY_MS)) {
      replies = await this.queue.within<string[]>(client.lrange(this.replies(command.id), 0, -1), []);
    }
    await this.queue.within(client.del(this.replies(command.id)), 0);
    if (replies.length === 0) throw new AppError('no_worker', 'No worker answers.', { retryable: true });
    return { told, replies: replies.map((reply) => JSON.parse(reply) as WorkerReply) };
  }

  /** Obeys every command from now on. @returns what ends that */
  listen(obey: (command: WorkerCommand) => Promise<WorkerReply>): () => void {
    return this.queue.subscribe(CHANNEL, (text) => {
      this.reply(text, obey).catch((error: unknown) => this.logger.warn(`command: ${String(error)}`));
    });
  }

  private async reply(text: string, obey: (command: WorkerCommand) => Promise<WorkerReply>): Promise<void> {
    const command = JSON.parse(text) as WorkerCommand;
    const list = this.replies(command.id);
    const reply = JSON.stringify(await obey(command));
    await this.queue.within(this.queue.queue.client.multi().rpush(list, reply).expire(list, REPLY_LIFE_S).exec(), null);
  }

  private replies(id: string): string {
    return `${this.config.get('QUEUE_PREFIX')}:replies:${id}`;
  }
}
