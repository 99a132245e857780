import type { ExtractedInvoice } from '../extraction/extraction.types';
import type { OcrDocument, OcrProfile } from '../ocr/ocr.types';
import { judgeBy, type ReadingJudge } from './judge-reading';

/** What the walk needs from outside; each a real part in the worker, a scripted one in a test. */
export interface DocumentWalk {
  readonly open: () => Promise<Uint8Array>;
  readonly recognise: (bytes: Uint8Array, profile: OcrProfile, judge: ReadingJudge) => Promise<OcrDocument>;
  readonly extract: (ocr: OcrDocument) => Promise<ExtractedInvoice>;
  readonly save: (ocr: OcrDocument, invoice: ExtractedInvoice, timings: Readonly<Record<string, number>>) => Promise<boolean>;
}

/**
 * STORY 1: a document's whole journey. Nothing is stored before the last line, so a crash anywhere leaves the document as it was.
 * @returns false when the document was cancelled, deleted or taken over meanwhile; nothing has been stored then.
 */
export async function processDocument(walk: DocumentWalk, profile: OcrProfile): Promise<boolean> {
  const clock = startClock();
  const bytes = await clock('openMs', walk.open());
  const ocr = await clock('ocrMs', walk.recognise(bytes, profile, judgeBy(walk.extract)));
  const invoice = await clock('extractMs', walk.extract(ocr));
  return walk.save(ocr, invoice, clock.timings);
}

interface Clock {
  <T>(stage: string, work: Promise<T>): Promise<T>;
  readonly timings: Record<string, number>;
}

function startClock(): Clock {
  const timings: Record<string, number> = {};
  let last = performance.now();
  const measure = async <T>(stage: string, work: Promise<T>): Promise<T> => {
    const result = await work;
    timings[stage] = Math.round(performance.now() - last);
    last = performance.now();
    return result;
  };
  return Object.assign(measure, { timings });
}
