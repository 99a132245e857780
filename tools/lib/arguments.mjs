import { parseArgs } from 'node:util';

/**
 * The options of a tool. A word it does not know ends it with exit code 2 and the usage.
 * @param {string} usage
 * @param {import('node:util').ParseArgsConfig['options']} options
 */
export function readArguments(usage, options = {}, { positionals = false } = {}) {
  try {
    const parsed = parseArgs({ options: { help: { type: 'boolean', short: 'h' }, ...options }, allowPositionals: positionals });
    if (!parsed.values.help) return parsed;
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${error.message}\n${usage}\n`);
    process.exit(2);
  }
}
