import { AppError } from '../../common/errors/app-error';
import { type Provider, providerLine, providersToTry, withFirstProvider } from './execution-providers';

describe('providersToTry', () => {
  it.each([
    ['auto', false, ['cpu']], ['auto', true, ['cuda', 'cpu']], ['cpu', true, ['cpu']], ['cuda', false, ['cuda', 'cpu']],
    ['tensorrt', true, ['tensorrt', 'cuda', 'cpu']], ['webgpu', false, ['webgpu', 'cpu']],
  ] as const)('%s, card %s', (choice, card, expected) => {
    expect(providersToTry(choice, card)).toEqual(expected);
  });
});

describe('withFirstProvider', () => {
  /** Opens with those only; the others say why not, as the runtime does. */
  const machineWith = (...working: Provider[]) => (provider: Provider): Promise<string> => working.includes(provider) ? Promise.resolve(`on ${provider}`)
    : Promise.reject(new AppError('model_invalid', 'Model x cannot be loaded.', { cause: new Error(`/src/session/utils.cc:23 Append_${provider}: Failed to load shared library`) }));

  it('takes the first that works and says what the others said', async () => {
    const { opened, outcome } = await withFirstProvider(['tensorrt', 'cuda', 'cpu'], machineWith('cpu'));
    expect(opened).toBe('on cpu');
    expect(providerLine(outcome)).toBe(
      'tensorrt cannot be used (Append_tensorrt: Failed to load shared library); cuda cannot be used (Append_cuda: Failed to load shared library); running on cpu');
  });

  it('has nothing to say when the first choice runs', async () => {
    expect(providerLine((await withFirstProvider(['cuda', 'cpu'], machineWith('cuda', 'cpu'))).outcome)).toBeNull();
  });

  it('blames the model when not even the processor can open it', async () => {
    await expect(withFirstProvider(['cuda', 'cpu'], machineWith())).rejects.toMatchObject({ code: 'model_invalid' });
  });
});
