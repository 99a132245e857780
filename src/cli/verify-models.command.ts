import { AppConfig } from '../common/config/config';
import { verifyModels } from '../ocr/session/model-manifest';
import { print } from './output';

/** `verify-models`: hashes every model and dictionary that the manifest names; fails on the first that differs. */
export async function verifyModelsCommand(): Promise<number> {
  for (const model of await verifyModels(AppConfig.fromEnvironment().modelsDir)) {
    print(`ok  ${model.kind.padEnd(10)} ${model.id.padEnd(28)} ${String(model.bytes).padStart(10)} bytes  ${model.sha256}`);
  }
  return 0;
}
