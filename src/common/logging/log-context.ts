import { AsyncLocalStorage } from 'node:async_hooks';
import { ConsoleLogger } from '@nestjs/common';

/** Ids that follow a request or a document through every line of the log. */
export interface LogIds { readonly requestId?: string; readonly documentId?: string; readonly runId?: string }

const storage = new AsyncLocalStorage<LogIds>();

/** Runs `work` with these ids on every line that it logs. */
export function withLogIds<T>(ids: LogIds, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...ids }, work);
}

export function currentLogIds(): LogIds {
  return storage.getStore() ?? {};
}

/**
 * One JSON object a line: time, level, context, message and the ids at hand. Messages hold codes, counts and milliseconds;
 * never the text of a document.
 */
export class JsonLogger extends ConsoleLogger {
  protected override printMessages(messages: unknown[], context = '', logLevel = 'log', writeStreamType?: 'stdout' | 'stderr'): void {
    for (const message of messages) {
      const text = message instanceof Error ? (message.stack ?? message.message) : typeof message === 'string' ? message : JSON.stringify(message);
      const line = JSON.stringify({ at: new Date().toISOString(), level: logLevel, context, message: text, ...currentLogIds() });
      process[writeStreamType ?? 'stdout'].write(`${line}\n`);
    }
  }

  protected override printStackTrace(stack: string): void {
    if (stack) process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level: 'error', stack, ...currentLogIds() })}\n`);
  }
}
