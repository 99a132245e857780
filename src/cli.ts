#!/usr/bin/env node
import { ConfigurationError } from './common/config/config';
import { AppError } from './common/errors/app-error';
import { print, say } from './cli/output';
import { UsageError } from './cli/usage-error';

const USAGE = `faktulove COMMAND

  process FILE|DIR… [--json] [--engine paddle|tesseract] [--profile fast|balanced|quality]
                                  read local files: no server, no database
  serve | worker                  the HTTP process | the process that reads
  apikey create --organisation NAME [--name TEXT] [--scopes upload,read] [--operator] [--out FILE]
                                  scopes: upload, read, review, admin
  apikey list | apikey revoke ID
  eval DIR [--tier T] [--limit N] [--wrong] [--json]
                                  accuracy on a folder of documents with their truth (see npm run corpus)
  bench [FILE…] [--runs N] [--quick] [--only TEXT] [--markdown | --json]
                                  time, memory and characters of a page, beside the runtime alone and other packages
  bench --start | --batch [--pages N] | --http URL [--uploads N]
                                  cold and warm start | a batch of which a tenth fails | a service that runs
  soak [--pages N] [--dir DIR] [--max-growth-mib N]
                                  memory while a folder is read round and round
  hardware [--json]               what the machine has, what would run on it, why, and how to say otherwise
  engines prebuild                make the start-up artefacts ahead
  verify-models                   check every model against the manifest
  export --organisation NAME      all invoices, a JSON object a line
  cache clear                     forget cached readings

Named by the contract and planned: loadtest.
Exit codes: 0 all well, 1 something failed, 2 the command was not understood.`;

type Command = (args: string[]) => Promise<number>;

/** Each command loads only what it needs: reading a file must not touch a database. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  process: async () => (await import('./cli/process.command.js')).processCommand,
  eval: async () => (await import('./cli/eval.command.js')).evalCommand,
  bench: async () => (await import('./cli/bench.command.js')).benchCommand,
  hardware: async () => (await import('./cli/hardware.command.js')).hardwareCommand,
  engines: async () => (await import('./cli/engines.command.js')).enginesCommand,
  soak: async () => (await import('./cli/soak.command.js')).soakCommand,
  'verify-models': async () => (await import('./cli/verify-models.command.js')).verifyModelsCommand,
  apikey: async () => (await import('./cli/apikey.command.js')).apikeyCommand,
  export: async () => (await import('./cli/export.command.js')).exportCommand,
  cache: async () => (await import('./cli/cache.command.js')).cacheCommand,
  serve: async () => { const { serve } = await import('./main.js'); return () => staysUp('The API', serve); },
  worker: async () => { const { consume } = await import('./worker.js'); return () => staysUp('The worker', consume); },
};

/** A server runs until a signal ends it. */
async function staysUp(what: string, start: () => Promise<unknown>): Promise<number> {
  const { startOrExit } = await import('./common/start/start-or-exit.js');
  await startOrExit(what, start);
  return new Promise<never>(() => undefined);
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') { print(USAGE); return name === undefined ? 2 : 0; }
  const load = COMMANDS[name];
  if (args.includes('--help') || args.includes('-h')) { print(USAGE); return 0; }
  if (!load) throw new UsageError(`There is no command "${name}".`);
  return (await load())(args);
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error: unknown) => {
  const usage = error instanceof UsageError || error instanceof ConfigurationError;
  say(error instanceof ConfigurationError ? error.message : usage ? `${error.message}\nfaktulove --help lists the commands.` : error instanceof AppError ? `${error.code}: ${error.message}` : error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = usage ? 2 : 1;
});
