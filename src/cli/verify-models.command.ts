import { AppConfig } from '../common/config/config';
import { verifyModels } from '../ocr/session/verify-models';
import { print } from './output';

/** `verify-models`: hashes every model and dictionary that the manifest names; fails on the first that differs. Then lists the sets. */
export async function verifyModelsCommand(): Promise<number> {
  const { models, sets } = await verifyModels(AppConfig.fromEnvironment().modelsDir);
  for (const { kind, id, bytes, licence, sha256 } of models) print(`ok  ${kind.padEnd(10)} ${id.padEnd(28)} ${String(bytes).padStart(10)} bytes  ${licence.padEnd(12)} ${sha256}`);
  print('');
  for (const { name, isDefault, models: parts, bytes } of sets) print(`set ${name.padEnd(22)} ${(bytes / 1e6).toFixed(1).padStart(6)} MB  ${parts.join(' + ')}${isDefault ? '  (default)' : ''}`);
  return 0;
}
