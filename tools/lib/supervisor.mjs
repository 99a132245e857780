import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from '../build.mjs';
import { serverSettings } from './data-folder.mjs';
import { ensureAdminKey } from './admin-key.mjs';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { ensureRedis } from './ensure-redis.mjs';
import { showSample } from './first-sample.mjs';
import { isPortFree } from './free-port.mjs';
import { takeLock } from './lock.mjs';
import { lastLines, rotateLog } from './logs.mjs';
import { migrate } from './migrations.mjs';
import { ROOT } from './paths.mjs';
import { embeddedPostgres } from './postgres.mjs';
import { untilReady } from './readiness.mjs';
import { embeddedRedis } from './redis.mjs';
import { stopCommands } from './run-command.mjs';
import { RunState } from './run-state.mjs';
import { PlainError, say, sayFailure } from './say.mjs';
import { Service } from './service.mjs';
import { stopLeftovers } from './stop-leftovers.mjs';

/** An orderly stop of API and worker: what is in hand is finished, or handed back to the queue. */
export const DRAIN = [['SIGTERM', 30_000], ['SIGKILL', 2000]];
const CRASHES_BEFORE_READY = 3;

/** Starts everything in order, keeps it running, stops it in the reverse order. */
export class Supervisor {
  #folder;
  #background;
  #sample;
  /** In the order of starting. @type {Service[]} */
  #services = [];
  /** @type {RunState | null} */
  #state = null;
  #stopping = null;
  #crashes = new Map();
  #lock;
  #locked = false;

  constructor(folder, { background = false, sample = true } = {}) {
    this.#folder = folder;
    this.#background = background;
    this.#sample = sample;
    this.#lock = join(folder.root, 'supervisor.lock');
  }

  /** Runs until it is told to stop. @returns {Promise<number>} exit code */
  async run() {
    const stopped = this.#untilSignalled();
    try {
      const started = this.#start();
      // A stop while starting makes the start fail somewhere; that failure is no news.
      started.catch(() => {});
      await Promise.race([started, stopped]);
      await stopped;
      return 0;
    } catch (error) {
      if (this.#stopping) {
        await this.#stopping;
        return 0;
      }
      sayFailure(error);
      await this.#stop();
      return 1;
    }
  }

  async #start() {
    await ensureDependencies();
    this.#locked = takeLock(this.#lock);
    if (!this.#locked) throw new PlainError(`Another start on ${this.#folder.root} is under way.`);
    await stopLeftovers(this.#folder);
    const address = await listenAddress();
    await ensureBuild();
    await checkSettings();
    const { databaseUrl, redisUrl } = await this.#startServers(address.url);
    await migrate(databaseUrl);
    const env = { ...process.env, PORT: String(address.port), HOST: address.host, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, FAKTULOVE_DATA_DIR: this.#folder.root };
    const { isFirstStart } = await ensureAdminKey(this.#folder, env);
    const { ALLOCATOR_SETTINGS, NODE_FLAGS } = createRequire(import.meta.url)(join(ROOT, 'dist/common/config/allocator.js'));
    await Promise.all([this.#startProgram('worker', 'dist/worker.js', NODE_FLAGS, { ...ALLOCATOR_SETTINGS, ...env }), this.#startProgram('api', 'dist/main.js', [], env)]);
    await untilReady(address.url, () => this.#refuseToLoop());
    if (this.#stopping) return;
    this.#announce(address.url);
    if (isFirstStart && this.#sample) await showSample(address.url, this.#folder);
    this.#state.set({ phase: 'ready' });
  }

  async #startServers(url) {
    const ownPostgres = !process.env.DATABASE_URL;
    const ownRedis = !process.env.REDIS_URL;
    const settings = ownPostgres || ownRedis ? await serverSettings(this.#folder) : null;
    const postgres = ownPostgres ? embeddedPostgres({ directory: settings.postgresDirectory, port: settings.postgresPort, password: settings.password, logFile: this.#log('postgres') }) : null;
    const redis = ownRedis ? embeddedRedis({ program: await ensureRedis(), directory: this.#folder.redis, port: settings.redisPort, password: settings.password, logFile: this.#log('redis') }) : null;
    const databaseUrl = postgres ? postgres.url() : process.env.DATABASE_URL;
    const redisUrl = redis ? redis.url() : process.env.REDIS_URL;
    this.#state = new RunState(this.#folder, { url, databaseUrl, redisUrl });
    await Promise.all([
      postgres && this.#startService('postgres', postgres.launch, postgres.stop),
      redis && this.#startService('redis', redis.launch, redis.stop),
    ]);
    return { databaseUrl, redisUrl };
  }

  #startProgram(name, file, flags, env) {
    const logFile = this.#log(name);
    const launch = async () => {
      const log = openSync(logFile, 'a', 0o600);
      // In a process group of its own: Ctrl-C at the terminal must not reach it before its turn.
      const child = spawn(process.execPath, [...flags, '--enable-source-maps', join(ROOT, file)], { cwd: ROOT, env, detached: true, stdio: ['ignore', log, log] });
      closeSync(log);
      child.on('error', () => {});
      return child;
    };
    return this.#startService(name, launch, DRAIN);
  }

  async #startService(name, launch, steps) {
    const service = new Service({
      name, launch, steps,
      changed: (news, pid) => {
        this.#state.child(name, pid);
        if (pid) return;
        this.#crashes.set(name, (this.#crashes.get(name) ?? 0) + 1);
        say(`${new Date().toISOString()} ${news}`);
      },
    });
    this.#services.push(service);
    await service.start();
  }

  #log(name) {
    const path = this.#folder.log(name);
    rotateLog(path);
    return path;
  }

  /** Before the first readiness a program that keeps dying is a mistake to show, not a mishap to repair. */
  #refuseToLoop() {
    for (const [name, count] of this.#crashes) {
      if (count < CRASHES_BEFORE_READY) continue;
      throw new PlainError(`The ${name} does not start. Its log (${this.#folder.log(name)}) ends:\n${lastLines(this.#folder.log(name), 15)}`);
    }
    if (this.#stopping) throw new PlainError('stopped');
  }

  #announce(url) {
    say(`FaktuLove runs at ${url} (API description: ${url}/api/docs)`);
    say(existsSync(this.#folder.key) ? `Admin key: ${this.#folder.key}` : 'Admin keys exist; npx faktulove apikey create makes another.');
    say(`Logs: ${join(this.#folder.root, 'log')}`);
    say(this.#background ? 'npm run status shows its state, npm run down stops it.' : 'Ctrl-C stops it.');
  }

  #untilSignalled() {
    return new Promise((done) => {
      const onSignal = (signal) => {
        if (this.#stopping) {
          // Asked twice: whoever still drains is cut short. The databases are always closed in order.
          for (const service of this.#services.filter(({ name }) => name === 'api' || name === 'worker')) service.kill();
          return;
        }
        if (signal === 'SIGHUP' && this.#background) return;
        say('Stopping …');
        this.#stopping = this.#stop().then(() => { say('Stopped.'); done(); });
      };
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
    });
  }

  /** Intake and work first, together; then the queue; then the database. */
  async #stop() {
    stopCommands();
    this.#state?.set({ phase: 'stopping' });
    const named = (...names) => Promise.all(this.#services.filter(({ name }) => names.includes(name)).map((service) => service.stop()));
    await named('api', 'worker');
    await named('redis');
    await named('postgres');
    this.#state?.remove();
    if (this.#locked) rmSync(this.#lock, { force: true });
  }
}

/** The product's own reading of the environment, before any server starts: an unreadable setting is named in one line. */
async function checkSettings() {
  const { AppConfig } = createRequire(import.meta.url)(join(ROOT, 'dist/common/config/config.js'));
  try { AppConfig.fromEnvironment(); } catch (error) { throw new PlainError(error.message); }
}

async function listenAddress() {
  const port = Number(process.env.PORT || 3000);
  const host = process.env.HOST || '127.0.0.1';
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new PlainError(`PORT must be a number from 1 to 65535, not ${process.env.PORT}.`);
  if (!(await isPortFree(port, host))) throw new PlainError(`Port ${port} of ${host} is taken. Another one: PORT=${port + 1} npm run up`);
  const reachable = ['0.0.0.0', '::', ''].includes(host) ? '127.0.0.1' : host;
  return { port, host, url: `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}` };
}
