import { resolve } from 'node:path';
import { loadPageModels } from './load-page-models';
import type { DescribedModel, OnnxSession } from './onnx-session';

/** What happened to sessions; a real one needs a thread of its own. */
const log: string[] = [];
jest.mock('./onnx-session', () => ({
  openSession: (_bytes: Uint8Array, { id }: DescribedModel): Promise<OnnxSession> => {
    log.push(`+${id}`);
    return Promise.resolve({
      classCount: undefined, outcome: { provider: 'cpu', refused: [] }, fromArtefact: false, inferenceMs: () => 1,
      infer: ({ dims }) => Promise.resolve({ data: new Float32Array(1), dims }), release: () => { log.push(`-${id}`); return Promise.resolve(); },
    });
  },
}));

const MODELS = resolve(__dirname, '../../../models');
const INPUT = { dims: [7], fill: () => undefined };

it('keeps the models of the first set and closes those of another when there is no room', async () => {
  const loaded = await loadPageModels(MODELS, { threads: 1, providers: ['cpu'], cache: { models: 0, ttlMs: 60_000 } }, ['standard']);
  expect(log).toEqual(['+ppocr-v4-det', '+ppocr-v2-cls', '+ppocr-v4-rec']);
  const other = await loaded.of('polish_optimized');
  log.length = 0;
  expect(await other.detection.infer(INPUT)).toMatchObject({ dims: [7] });
  await loaded.models.detection.infer(INPUT);
  expect(log).toEqual(['+ppocr-v6-tiny-det', '-ppocr-v6-tiny-det']);
  const before = loaded.inferenceMs();
  await loaded.release();
  expect([log.slice(2).sort(), loaded.inferenceMs()]).toEqual([['-ppocr-v2-cls', '-ppocr-v4-det', '-ppocr-v4-rec'], before]);
});
