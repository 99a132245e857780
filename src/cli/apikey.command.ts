import 'reflect-metadata';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { KeysModule } from './cli.modules';
import { ApiKeyService } from '../auth/api-key.service';
import { SCOPES, type Scope } from '../auth/api-principal';
import { print, say } from './output';
import { UsageError } from './usage-error';

/** `apikey create|list|revoke`, straight on the database: the way to the first key and back in after a lost one. */
export async function apikeyCommand([verb, ...args]: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const app = await NestFactory.createApplicationContext(KeysModule, { logger: ['error', 'warn'] });
  try {
    const keys = app.get(ApiKeyService);
    switch (verb) {
      case 'create': return await create(keys, values);
      case 'list': return await list(keys);
      case 'revoke': return await revoke(keys, positionals[0]);
      default: throw new UsageError('apikey create|list|revoke');
    }
  } finally { await app.close(); }
}

async function create(keys: ApiKeyService, given: Given): Promise<number> {
  const { organisation, name = 'command line', scopes = 'upload,read' } = given;
  if (!organisation) throw new UsageError('--organisation is needed.');
  const wanted = scopes.split(',').map((scope) => scope.trim());
  if (!wanted.every((scope): scope is Scope => (SCOPES as readonly string[]).includes(scope))) throw new UsageError(`--scopes takes ${SCOPES.join(',')}.`);
  if ((await keys.organisationId(organisation)) === null) say(`The organisation ${organisation} is new.`);
  const { id, key } = await keys.issue({ organisation, name, scopes: wanted, operator: given.operator ?? false });
  if (!given.out) { print(key); return 0; }
  await mkdir(dirname(given.out), { recursive: true });
  await writeFile(given.out, `${key}\n`, { mode: 0o600 });
  await chmod(given.out, 0o600);
  say(`Key ${id} is in ${given.out}.`);
  return 0;
}

async function list(keys: ApiKeyService): Promise<number> {
  const [, found] = await keys.list(null, 0, 10_000);
  for (const key of found) {
    const state = key.revokedAt ? 'revoked' : key.expiresAt && key.expiresAt <= new Date() ? 'expired' : 'live';
    print([key.id, key.organisation.name, key.prefix, state, key.scopes.join(','), key.name].join('  '));
  }
  return 0;
}

async function revoke(keys: ApiKeyService, id: string | undefined): Promise<number> {
  if (!id || !/^[0-9a-f-]{36}$/i.test(id)) throw new UsageError('apikey revoke ID takes the id of a key: see apikey list.');
  await keys.revoke(id.toLowerCase(), null);
  say(`Key ${id} is revoked.`);
  return 0;
}

type Given = ReturnType<typeof parse>['values'];

function parse(args: string[]) {
  try {
    return parseArgs({
      args, allowPositionals: true,
      options: { organisation: { type: 'string' }, name: { type: 'string' }, scopes: { type: 'string' }, out: { type: 'string' }, operator: { type: 'boolean' } },
    });
  } catch (error) { throw new UsageError((error as Error).message); }
}
