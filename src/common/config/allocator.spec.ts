import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ALLOCATOR_SETTINGS, NODE_FLAGS } from './allocator';

const read = (name: string): string => readFileSync(resolve(__dirname, '../../..', name), 'utf8');

describe('containers', () => {
  it('have the same allocator settings', () => {
    const dockerfile = read('Dockerfile');
    expect(Object.entries(ALLOCATOR_SETTINGS).filter(([name, value]) => !dockerfile.includes(` ${name}=${value}`))).toEqual([]);
  });

  it('run the worker with the same flags', () => {
    expect(read('docker-compose.yml')).toContain(`"node", ${NODE_FLAGS.map((flag) => `"${flag}"`).join(', ')}, "--enable-source-maps", "dist/worker.js"`);
  });
});
