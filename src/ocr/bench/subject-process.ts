import { type ChildProcess, fork } from 'node:child_process';
import { environmentWith } from '../../common/config/allocator';
import { AppError } from '../../common/errors/app-error';
import { builtFile } from '../threads/built-file';
import type { BenchPicture, ProcessCost, SubjectAnswer, SubjectCalls, SubjectRequest, SubjectSource, Throughput, TimedReading } from './subject';

const STDERR_KEPT = 2000;

/** One subject in a process of its own. Its calls throw AppError `engine_failed` with what it said, or when the process is gone. */
export class SubjectProcess {
  private readonly waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: AppError) => void }>();
  private readonly gone: Promise<void>;
  private calls = 0;
  private said = '';

  private constructor(private readonly child: ChildProcess) {
    child.stderr?.on('data', (chunk: Buffer) => { this.said = (this.said + chunk.toString()).slice(-STDERR_KEPT); });
    child.on('message', ({ id, value, error }: SubjectAnswer) => {
      const call = this.waiting.get(id);
      this.waiting.delete(id);
      if (error === undefined) call?.resolve(value);
      else call?.reject(new AppError('engine_failed', error));
    });
    this.gone = new Promise((resolve) => child.once('exit', (code, signal) => {
      for (const { reject } of this.waiting.values()) reject(new AppError('engine_failed', `The process ended (${signal ?? code}). ${this.said}`));
      this.waiting.clear();
      resolve();
    }));
  }

  /** Starts the process and opens the subject; its models are loaded when this resolves. @param settings added to its environment @param flags of Node */
  static async open(source: SubjectSource, settings: Readonly<Record<string, string>> = {}, flags: readonly string[] = []): Promise<SubjectProcess> {
    const opened = new SubjectProcess(fork(builtFile(__dirname, 'serve-subject.js'), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [...flags], env: environmentWith(settings) }));
    try {
      await opened.call('open', source);
      return opened;
    } catch (error) {
      await opened.end();
      throw error;
    }
  }

  read(picture: BenchPicture): Promise<TimedReading> { return this.call('read', picture); }
  throughput(pictures: readonly BenchPicture[], forMs: number): Promise<Throughput> { return this.call('throughput', { pictures, forMs }); }
  cost(): Promise<ProcessCost> { return this.call('cost', undefined); }

  async close(): Promise<void> {
    await this.call('close', undefined).finally(() => this.end());
  }

  private end(): Promise<void> {
    if (this.child.connected) this.child.disconnect();
    return this.gone;
  }

  private call<C extends keyof SubjectCalls>(call: C, value: Parameters<SubjectCalls[C]>[0]): Promise<Awaited<ReturnType<SubjectCalls[C]>>> {
    const request: SubjectRequest = { id: ++this.calls, call, value };
    return new Promise((resolve, reject) => {
      this.waiting.set(request.id, { resolve: (told) => resolve(told as Awaited<ReturnType<SubjectCalls[C]>>), reject });
      this.child.send(request, (error) => { if (error) this.waiting.get(request.id)?.reject(new AppError('engine_failed', `${error.message} ${this.said}`)); });
    });
  }
}
