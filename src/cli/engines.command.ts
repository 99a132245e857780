import { AppConfig } from '../common/config/config';
import { ocrRuntimeOptions } from '../ocr/ocr-options';
import { providerLine } from '../ocr/session/execution-providers';
import { prebuildArtefacts } from '../ocr/session/prebuild';
import { print, say } from './output';
import { UsageError } from './usage-error';

/** `engines prebuild`: makes the optimised graphs ahead, so that already the first start is a warm one. */
export async function enginesCommand([verb, ...rest]: string[]): Promise<number> {
  if (verb !== 'prebuild' || rest.length > 0) throw new UsageError('engines prebuild');
  const config = AppConfig.fromEnvironment();
  const { modelsDir, threadsPerEngine: threads, providers = ['cpu'] } = ocrRuntimeOptions(config);
  const { models, dropped } = await prebuildArtefacts(modelsDir, { threads, providers, artefactsDir: config.artefactsDir });
  const ms = (value: number | null): string => (value === null ? 'there' : `${value.toFixed(0)} ms`).padStart(8);
  print(`${'model'.padEnd(28)}${'cold'.padStart(8)}${'warm'.padStart(10)}`);
  for (const { id, coldMs, warmMs } of models) print(`${id.padEnd(28)}${ms(coldMs)}  ${ms(warmMs)}`);
  const line = models[0] && providerLine(models[0].provider);
  if (line) say(line);
  if (dropped > 0) say(`${dropped} of other models, runtimes or processors dropped`);
  say(`kept in ${config.artefactsDir}`);
  return 0;
}
