import { AppConfig } from '../common/config/config';
import { readManifest, setEntries } from '../ocr/session/model-manifest';
import { verifyModels } from '../ocr/session/verify-models';
import { print } from './output';

/** `verify-models`: hashes every model and dictionary that the manifest names; fails on the first that differs. So does a configured set that is not there. Then lists the sets. */
export async function verifyModelsCommand(): Promise<number> {
  const config = AppConfig.fromEnvironment();
  const { models, sets } = await verifyModels(config.modelsDir);
  for (const set of [config.get('OCR_MODEL_SET'), ...Object.values(config.get('OCR_MODEL_SET_BY_MIME'))]) setEntries(readManifest(config.modelsDir), set ?? null);
  for (const { kind, id, bytes, licence, sha256 } of models) print(`ok  ${kind.padEnd(10)} ${id.padEnd(28)} ${String(bytes).padStart(10)} bytes  ${licence.padEnd(12)} ${sha256}`);
  print('');
  for (const { name, isDefault, models: parts, bytes } of sets) print(`set ${name.padEnd(22)} ${(bytes / 1e6).toFixed(1).padStart(6)} MB  ${parts.join(' + ')}${isDefault ? '  (default)' : ''}`);
  return 0;
}
