import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { OCR_PROFILES } from '../ocr-profiles';
import { TesseractEngine } from './tesseract.engine';

/** What the package would hand out: a thread that only the test makes speak. */
const scripted = { worker: new EventEmitter(), recognize: jest.fn(), terminate: jest.fn(() => Promise.resolve()) };
let started: Promise<unknown> = Promise.resolve();
jest.mock('tesseract.js', () => ({ createWorker: () => started.then(() => scripted) }));

const MODELS = resolve(__dirname, '../../../models');
const page = { grey: new Uint8Array(1).fill(255), width: 1, height: 1 };

describe('TesseractEngine', () => {
  beforeEach(() => {
    started = Promise.resolve();
    scripted.worker.removeAllListeners();
    scripted.terminate.mockClear();
  });

  it('fails the page in hand and is no longer alive when its thread breaks, and takes nothing else down', async () => {
    scripted.recognize.mockReturnValue(new Promise(() => undefined));
    const engine = new TesseractEngine(MODELS);
    await engine.start();
    const reading = expect(engine.recognise(page, OCR_PROFILES.balanced)).rejects.toMatchObject({ code: 'worker_lost', retryable: true });
    scripted.worker.emit('error', new Error('memory access out of bounds'));
    await reading;
    expect(engine.alive).toBe(false);
  });

  it('lives on after a page that it could not read', async () => {
    scripted.recognize.mockRejectedValue('Error: bad picture');
    const engine = new TesseractEngine(MODELS);
    await engine.start();
    await expect(engine.recognise(page, OCR_PROFILES.balanced)).rejects.toMatchObject({ code: 'engine_failed' });
    expect(engine.alive).toBe(true);
  });

  it('ends the thread of a start that nobody waits for any more', async () => {
    let ready!: () => void;
    started = new Promise<void>((settle) => { ready = settle; });
    const engine = new TesseractEngine(MODELS);
    const start = engine.start();
    await engine.close();
    ready();
    await start;
    expect(scripted.terminate).toHaveBeenCalledTimes(1);
  });
});
