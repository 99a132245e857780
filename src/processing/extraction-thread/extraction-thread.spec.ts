import { AppConfig } from '../../common/config/config';
import type { ExtractionOptions } from '../../extraction/extraction.types';
import type { OcrDocument } from '../../ocr/ocr.types';
import { ExtractionThread, type ExtractionWorker } from './extraction-thread';

const [DOCUMENT, OPTIONS, INVOICE] = [{} as OcrDocument, {} as ExtractionOptions, { route: 'auto' }];

class Scripted extends ExtractionThread {
  started = 0;
  killed = 0;

  constructor(private readonly answers: readonly Promise<unknown>[]) {
    super(AppConfig.fromEnvironment({}));
  }

  protected override start(): ExtractionWorker {
    const answer = this.answers[this.started++] ?? Promise.resolve(INVOICE);
    // The thread fails its open calls when it is killed, as the real one does.
    let lose: (error: Error) => void = () => undefined;
    const lost = new Promise<never>((_, reject) => { lose = reject; });
    lost.catch(() => undefined);
    return { alive: true, call: () => Promise.race([answer, lost]) as Promise<never>, kill: () => { this.killed += 1; lose(new Error('killed')); return Promise.resolve(); } };
  }
}

describe('ExtractionThread', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });

  it('keeps one thread for the documents that behave', async () => {
    const extraction = new Scripted([]);
    await extraction.extract(DOCUMENT, OPTIONS);
    expect([await extraction.extract(DOCUMENT, OPTIONS), extraction.started, extraction.killed]).toEqual([INVOICE, 1, 0]);
  });

  it('replaces a thread past its deadline, fails that document for good and reads the next', async () => {
    const extraction = new Scripted([new Promise(() => undefined)]);
    const [hostile, next] = [extraction.extract(DOCUMENT, OPTIONS), extraction.extract(DOCUMENT, OPTIONS)];
    const failure = expect(hostile).rejects.toMatchObject({ code: 'extraction_timeout', retryable: false });
    await jest.advanceTimersByTimeAsync(30_000);
    await failure;
    expect([await next, extraction.started, extraction.killed]).toEqual([INVOICE, 2, 1]);
  });

  it('takes nothing after the shutdown', async () => {
    const extraction = new Scripted([]);
    await extraction.onApplicationShutdown();
    await expect(extraction.extract(DOCUMENT, OPTIONS)).rejects.toMatchObject({ code: 'pool_closed', retryable: true });
  });
});
