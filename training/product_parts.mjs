// The built product's own modules, for scripts that measure them.
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** One thread, on the processor: comparisons must not depend on the machine. */
const SESSION = { threads: 1, providers: ['cpu'] };

/**
 * @param {string} dist folder of the build
 * @returns a function from the path of a module below it to that module, with a few openers on it
 */
export function productParts(dist) {
  const require = createRequire(join(dist, 'cli.js'));
  const part = (name) => require(join(dist, name));
  const { entry, readLocked, readManifest } = part('ocr/session/model-manifest.js');
  const { openSession } = part('ocr/session/onnx-session.js');
  const model = (bytes, described) => openSession(bytes, described, SESSION).then(({ infer }) => infer);

  /** A detector of the manifest, or `bytes` of one as published, with three channels and otherwise the settings of one of it. */
  const detector = async (modelsDir, id, bytes) => {
    const described = { ...entry(readManifest(modelsDir), 'det', bytes ? 'ppocr-v6-tiny-det' : id), id };
    const scaling = bytes ? { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } : described.preprocessing;
    return { id, infer: await model(bytes ?? (await readLocked(modelsDir, described)), described), ...scaling, defaults: described.defaults };
  };
  return Object.assign(part, { session: SESSION, detector, openFile: (bytes) => model(bytes, { id: 'file', sha256: '', input: 'x', output: 'fetch_name_0' }) });
}
