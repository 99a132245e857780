import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const layoutsOf = (set: string): string[] => (JSON.parse(readFileSync(join(__dirname, '..', 'sets', `${set}.json`), 'utf8')) as { layouts: string[] }).layouts;
const drawn = readdirSync(join(__dirname, 'layouts')).filter((file) => file !== 'index.mjs').map((file) => file.replace('.mjs', ''));

describe('tuning and judging sets', () => {
  const [tune, judge] = [layoutsOf('tune'), layoutsOf('judge')];

  it('share no layout', () => expect(tune.filter((layout) => judge.includes(layout))).toEqual([]));
  it('hold every layout exactly once', () => expect([...tune, ...judge].sort()).toEqual(drawn.sort()));
  it('have at least five layouts each', () => expect(Math.min(tune.length, judge.length)).toBeGreaterThanOrEqual(5));
  it('keep judging layouts out of the fixtures', () => {
    const kept = readdirSync(join(__dirname, '..', 'fixtures', 'corpus'));
    expect(kept.filter((file) => judge.some((layout) => file.startsWith(`${layout}-0`)))).toEqual([]);
  });
});
