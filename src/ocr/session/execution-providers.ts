import { AppError } from '../../common/errors/app-error';

/** What can run a graph; every list ends with the processor, which always can. */
export type Provider = 'cpu' | 'cuda' | 'tensorrt' | 'webgpu';
export type ProviderChoice = 'auto' | Provider;

export interface RefusedProvider { readonly provider: Provider; readonly reason: string }
/** What runs, and what was tried before it and why it does not. */
export interface ProviderOutcome { readonly provider: Provider; readonly refused: readonly RefusedProvider[] }

/**
 * Providers to try, best first. `auto` tries CUDA where there is a card and never more: TensorRT builds its engine for minutes at the
 * first start, WebGPU computes with other rounding, so both are asked for by name.
 */
export function providersToTry(choice: ProviderChoice, hasNvidia: boolean): readonly Provider[] {
  switch (choice) {
    case 'cpu': return ['cpu'];
    case 'auto': return hasNvidia ? ['cuda', 'cpu'] : ['cpu'];
    case 'tensorrt': return ['tensorrt', 'cuda', 'cpu'];
    case 'cuda': case 'webgpu': return [choice, 'cpu'];
  }
}

/**
 * Opens with the first provider that works. ONNX Runtime has no fallback of its own: a list of providers fails as a whole when one of
 * them cannot be loaded, so each is tried alone.
 * @throws what the last one threw: where not even the processor can open a model, the model is at fault
 */
export async function withFirstProvider<T>(providers: readonly Provider[], open: (provider: Provider) => Promise<T>): Promise<{ readonly opened: T; readonly outcome: ProviderOutcome }> {
  const refused: RefusedProvider[] = [];
  for (const [index, provider] of providers.entries()) {
    try {
      return { opened: await open(provider), outcome: { provider, refused } };
    } catch (error) {
      if (index === providers.length - 1) throw error;
      refused.push({ provider, reason: reasonOf(error) });
    }
  }
  throw new AppError('internal', 'No execution provider was named.');
}

/** One line for the log and for people; null where the first choice runs. */
export function providerLine({ provider, refused }: ProviderOutcome): string | null {
  if (refused.length === 0) return null;
  return `${refused.map((one) => `${one.provider} cannot be used (${one.reason})`).join('; ')}; running on ${provider}`;
}

/** The first sentence of the runtime's message, without its own file and line. */
function reasonOf(error: unknown): string {
  const messages: string[] = [];
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) messages.push(cause.message);
  const last = messages.at(-1) ?? String(error);
  return last.replace(/\s+/g, ' ').replace(/^.*?\/[\w/.-]+\.(cc|h):\d+ /, '').trim().slice(0, 300);
}
