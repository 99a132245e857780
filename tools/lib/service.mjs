import { identityOf } from './process-identity.mjs';
import { stopProcess } from './stop-process.mjs';

const BACK_OFF_MS = [100, 500, 1000, 2000, 5000];
/** After running this long a crash counts as the first again. */
const STEADY_MS = 30_000;

/**
 * A child process that is kept running: started, started again with growing pauses when it dies, stopped on request.
 *
 * `launch` spawns it and resolves with the child once it is fit for use; it rejects when it cannot be had.
 * `steps` are the signals of an orderly stop with the milliseconds each is given.
 */
export class Service {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  #stopping = false;
  #failures = 0;
  #startedAt = 0;
  #timer = null;
  #changed;

  constructor({ name, launch, steps, changed = () => {} }) {
    this.name = name;
    this.launch = launch;
    this.steps = steps;
    this.#changed = changed;
  }

  /** Who runs now, or null while nobody does. */
  get identity() {
    return this.#child?.pid ? identityOf(this.#child.pid) : null;
  }

  /** First start: a failure is the caller's to handle. */
  async start() {
    await this.#launch();
  }

  async stop() {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const pid = this.#child?.pid;
    if (pid) await stopProcess(pid, this.steps);
  }

  /** Ends it without ceremony. */
  kill() {
    this.#stopping = true;
    this.#child?.kill('SIGKILL');
  }

  async #launch() {
    const child = await this.launch();
    this.#child = child;
    this.#startedAt = Date.now();
    // The stop may have been asked for while it was starting.
    if (this.#stopping) {
      await stopProcess(child.pid, this.steps);
      return;
    }
    if (child.exitCode !== null || child.signalCode !== null) this.#died(child);
    else child.once('exit', () => this.#died(child));
    this.#changed(`${this.name} runs`, child.pid);
  }

  #died(child) {
    this.#child = null;
    if (this.#stopping) return;
    if (Date.now() - this.#startedAt > STEADY_MS) this.#failures = 0;
    this.#changed(`${this.name} ended unexpectedly (${child.signalCode ?? `exit code ${child.exitCode}`}); starting it again`, null);
    this.#again();
  }

  #again() {
    const pause = BACK_OFF_MS[Math.min(this.#failures++, BACK_OFF_MS.length - 1)];
    this.#timer = setTimeout(() => {
      if (this.#stopping) return;
      this.#launch().catch((error) => {
        this.#changed(`${this.name} could not be started again: ${error?.message ?? error}`, null);
        if (!this.#stopping) this.#again();
      });
    }, pause);
  }
}
