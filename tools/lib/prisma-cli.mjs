import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Runs Prisma's command line. Its schema engine is a download of its own; tools/schema-engine.mjs stands in with the
 * same engine as WebAssembly from the registry, unless PRISMA_SCHEMA_ENGINE_BINARY names another.
 * @returns {Promise<{code: number, output: string}>}
 */
export function runPrisma(args, { databaseUrl = '' } = {}) {
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY || join(ROOT, 'tools/schema-engine.mjs'),
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
    ...(databaseUrl ? withoutPassword(databaseUrl) : {}),
  };
  return runCommand(process.execPath, [join(ROOT, 'node_modules/prisma/build/index.js'), ...args], { env });
}

/** Prisma hands the address to its engine on the command line, which every user of the machine can read; the password goes by environment. */
function withoutPassword(databaseUrl) {
  if (process.env.PRISMA_SCHEMA_ENGINE_BINARY) return { DATABASE_URL: databaseUrl };
  const url = new URL(databaseUrl);
  const password = decodeURIComponent(url.password);
  url.password = '';
  return { DATABASE_URL: url.href, SCHEMA_ENGINE_PASSWORD: password };
}
