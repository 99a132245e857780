import { AppError } from '../../common/errors/app-error';
import { OCR_PROFILES } from '../ocr-profiles';
import type { OcrDocument, OcrLine, OcrPage, OcrProfile } from '../ocr.types';
import { climbForJudge } from './judge-pages';
import { PageLadder, type RungPage } from './page-ladder';
import { Patience } from './patience';
import { rungsOf } from './rungs';

const line = (text: string, confidence: number): OcrLine => ({ text, confidence, quad: [[0, 0], [9, 0], [9, 9], [0, 9]], source: 'ocr' });
const page = (text: string, confidence: number, number = 1): OcrPage => ({
  page: number, width: 10, height: 10, lines: text === '' ? [] : [line(text, confidence)], rejected: [], rotation: 0, engine: 'paddle', timings: {},
});
const found = (text: string, confidence: number, ink = 0.02): RungPage => ({ page: page(text, confidence), ink });
const trouble = new AppError('engine_failed', 'scripted', { retryable: true });

interface Scripted { readonly ladder: PageLadder; readonly stoodOn: string[] }
/** A ladder whose rungs read what is written, in order. */
function scripted(answers: readonly (RungPage | AppError)[], { patience = new Patience(Infinity), profile = OCR_PROFILES.balanced } = {}): Scripted {
  const stoodOn: string[] = [];
  const read = (rung: OcrProfile): Promise<RungPage> => {
    const answer = answers[stoodOn.push(`${rung.engine} ${rung.dpi}`) - 1]!;
    return answer instanceof AppError ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { ladder: new PageLadder(1, rungsOf(profile), read, patience), stoodOn };
}

describe('PageLadder', () => {
  it('leaves a clear page on the first rung', async () => {
    const { ladder, stoodOn } = scripted([found('clear', 0.98)]);
    await ladder.climb();
    expect([stoodOn.length, ladder.history, ladder.mayClimb]).toEqual([1, [], false]);
  });

  it('stops at once on a page with nothing on it', async () => {
    const { ladder, stoodOn } = scripted([found('', 0, 0)]);
    await ladder.climb();
    expect([stoodOn.length, ladder.mayClimb]).toEqual([1, false]);
  });

  it('climbs paddle with all care, then tesseract, and no further', async () => {
    const { ladder, stoodOn } = scripted([found('a', 0.3), found('b', 0.3), found('c', 0.3)]);
    await ladder.climb();
    expect(stoodOn.slice(1)).toEqual(['paddle 400', 'tesseract 300']);
    expect(ladder.history.map(({ rung, reason }) => [rung, reason])).toEqual([[2, 'low_confidence'], [3, 'low_confidence']]);
  });

  it('stops climbing once a rung reads well, and keeps that reading', async () => {
    const { ladder, stoodOn } = scripted([found('', 0), found('readable', 0.9)]);
    await ladder.climb();
    expect([stoodOn.length, ladder.page.lines[0]?.text]).toEqual([2, 'readable']);
    expect(ladder.history).toEqual([{ page: 1, rung: 2, from: 'paddle', to: 'paddle', profile: 'quality', dpi: 400, reason: 'nothing_found', confidence: 0.9, kept: true }]);
  });

  it('keeps the reading with most characters likely right, whichever rung it came from', async () => {
    const { ladder } = scripted([found('abcd', 0.5), found('abcdefgh', 0.5), found('ab', 0.5)]);
    await ladder.climb();
    expect([ladder.page.lines[0]?.text, ladder.history.map(({ kept }) => kept)]).toEqual(['abcdefgh', [true, false]]);
  });

  it('goes past the rungs of an engine that fails', async () => {
    const { ladder, stoodOn } = scripted([trouble, found('by the other', 0.9)]);
    await ladder.climb();
    expect([stoodOn[1], ladder.history[0]?.reason]).toEqual(['tesseract 300', 'engine_failed']);
  });

  it('keeps what it has when a further rung finds no room or no picture, and goes on to the next', async () => {
    const full = new AppError('pool_full', 'scripted', { retryable: true });
    const { ladder, stoodOn } = scripted([found('in hand', 0.5), full, found('by the other engine', 0.9)]);
    await ladder.climb();
    expect([stoodOn[2], ladder.page.lines[0]?.text, ladder.history.map(({ confidence }) => confidence)]).toEqual(['tesseract 300', 'by the other engine', [null, 0.9]]);
    await expect(scripted([full]).ladder.climb()).rejects.toBe(full);
  });

  it('throws the first failure when no engine reads the page', async () => {
    await expect(scripted([trouble, trouble]).ladder.climb()).rejects.toBe(trouble);
  });

  it('does not improve a page beyond the time for it', async () => {
    const { ladder, stoodOn } = scripted([found('a', 0.3), found('b', 0.3)], { patience: new Patience(0) });
    await ladder.climb();
    expect([stoodOn.length, ladder.cutShort]).toEqual([1, true]);
  });

  it('reads a page that nothing was read of, however late it is', async () => {
    const { ladder } = scripted([trouble, found('late', 0.9)], { patience: new Patience(0) });
    await ladder.climb();
    expect(ladder.page.lines[0]?.text).toBe('late');
  });

  it('is not cut short by a limit that it does not need, nor by its last rung', async () => {
    const clear = scripted([found('clear', 0.98)], { patience: new Patience(0) });
    const top = scripted([found('a', 0.3), found('b', 0.3), found('c', 0.3)]);
    await Promise.all([clear.ladder.climb(), top.ladder.climb()]);
    expect([clear.ladder.cutShort, top.ladder.cutShort]).toEqual([false, false]);
  });

  it('has no rungs where the profile wants none', async () => {
    const { ladder, stoodOn } = scripted([found('a', 0.3)], { profile: { ...OCR_PROFILES.balanced, fallback: false } });
    await ladder.climb();
    expect(stoodOn.length).toBe(1);
  });
});

describe('climbForJudge', () => {
  const around = (pages: readonly OcrPage[]): OcrDocument => ({ pages, engine: '', modelHash: '', configHash: '', timings: {}, fallbacks: [] });
  const lacksUnless = (wanted: string) => (document: OcrDocument) => Promise.resolve(
    document.pages.some(({ lines }) => lines.some(({ text }) => text.includes(wanted))) ? [] : [{ page: 1, reason: 'missing:suma_brutto' }]);
  const climb = async ({ ladder }: Scripted, judge: Parameters<typeof climbForJudge>[1]): Promise<void> => {
    await ladder.climb();
    await climbForJudge([{ page: ladder.page, ladder }], judge, around, 1);
  };

  it('sends a doubtful page up for what is missing, and keeps the reading that has it although it says less', async () => {
    const one = scripted([found('a long line of text', 0.9), found('brutto', 0.9)]);
    await climb(one, lacksUnless('brutto'));
    expect([one.ladder.page.lines[0]?.text, one.ladder.history[0]?.reason]).toEqual(['brutto', 'missing:suma_brutto']);
  });

  it('keeps the first reading when higher rungs miss as much and say less', async () => {
    const one = scripted([found('a long line of text', 0.9), found('less', 0.9), found('less', 0.9)]);
    await climb(one, lacksUnless('brutto'));
    expect([one.ladder.page.lines[0]?.text, one.stoodOn.length]).toEqual(['a long line of text', 3]);
  });

  it('lets a page wait before another rung makes its pixels', async () => {
    const one = scripted([found('a', 0.9), found('brutto', 0.9)]);
    await one.ladder.climb();
    const passed: number[] = [];
    await climbForJudge([{ page: one.ladder.page, ladder: one.ladder }], lacksUnless('brutto'), around, 1, (work) => { passed.push(one.stoodOn.length); return work(); });
    expect([passed, one.stoodOn.length]).toEqual([[1], 2]);
  });

  it.each([['something', 'brutto', true], ['nothing', 'a', false]])('without time for a further rung, and %s missing, is cut short: %#', async (_name, wanted, cutShort) => {
    const one = scripted([found('a', 0.9), found('brutto', 0.9)], { patience: new Patience(0) });
    await climb(one, lacksUnless(wanted));
    expect([one.stoodOn.length, one.ladder.cutShort]).toEqual([1, cutShort]);
  });

  it('takes a clear page at its word', async () => {
    const one = scripted([found('nothing of the kind', 0.99)]);
    await climb(one, lacksUnless('brutto'));
    expect(one.stoodOn.length).toBe(1);
  });

  it('asks nobody about a document that cannot be read any other way', async () => {
    const judge = jest.fn();
    await climbForJudge([{ page: page('text', 1), ladder: null }], judge, around, 1);
    expect(judge).not.toHaveBeenCalled();
  });
});
