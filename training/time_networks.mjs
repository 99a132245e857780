// Times ONNX files in alternation, one thread, sessions as the product opens them: node training/time_networks.mjs HEIGHT WIDTH FILE FILE …
import { InferenceSession, Tensor } from 'onnxruntime-node';

const WARM = 5;
const RUNS = 60;
const [height, width, ...files] = process.argv.slice(2);
if (files.length === 0) throw new Error('Usage: node training/time_networks.mjs HEIGHT WIDTH FILE…');

const options = {
  intraOpNumThreads: 1, interOpNumThreads: 1, graphOptimizationLevel: 'all', enableCpuMemArena: true, enableMemPattern: false,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
};
const networks = [];
for (const file of files) networks.push({ file, session: await InferenceSession.create(file, options), times: [] });
const picture = Float32Array.from({ length: Number(height) * Number(width) }, Math.random);
for (let run = 0; run < WARM + RUNS; run++) {
  for (const { session, times } of networks) {
    const input = new Tensor('float32', picture, [1, 1, Number(height), Number(width)]);
    const from = performance.now();
    await session.run({ [session.inputNames[0]]: input }, [session.outputNames[0]]);
    if (run >= WARM) times.push(performance.now() - from);
  }
}
for (const { file, times } of networks) {
  times.sort((a, b) => a - b);
  console.log(`${file}: median ${times[RUNS / 2].toFixed(2)} ms, fastest ${times[0].toFixed(2)} ms`);
}
