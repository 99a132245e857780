// Pages of a corpus as detectors and classifiers are measured on: upright, with their truth in the same pixels.
import { readFile } from 'node:fs/promises';

const LIMITS = { maxPages: 50, maxPixels: 100_000_000, minSide: 32 };
/** Of the balanced profile. */
const DPI = 200;

/** First pages of every `step`th document of each tier; those that the corpus turned are turned back. */
export async function* corpusPages(part, { corpus, step, tiers }) {
  const { loadCorpus } = part('eval/load-corpus.js');
  const { openPageSource } = part('ocr/page-source.js');
  const { decodePage } = part('ocr/image/decode-image.js');
  const { PdfReader } = part('ocr/pdf/pdf-reader.js');
  const { PageMemory } = part('ocr/pipeline/page-memory.js');
  const { turnPage } = part('ocr/image/page-image.js');
  const { turnForward } = part('ocr/geometry/quad.js');
  const pdfs = new PdfReader({ limits: LIMITS, timeoutMs: 60_000, tooSlow: 'engine_timeout', memory: new PageMemory(0) });
  const seen = Object.fromEntries(tiers.split(',').map((tier) => [tier, 0]));
  for await (const { path, case: one } of loadCorpus(corpus)) {
    if (!(one.tier in seen) || seen[one.tier]++ % Number(step) !== 0) continue;
    const source = await openPageSource(await readFile(path), pdfs, LIMITS, decodePage);
    const { image, width } = await source.pixels(1, { dpi: DPI });
    const scale = image.width / width;
    const lines = one.pages[0].lines.map(({ text, quad }) => ({ text, quad: quad.map(([x, y]) => turnForward([x * scale, y * scale], one.rotation, image.width, image.height)) }));
    yield { tier: one.tier, name: one.case, image: turnPage(image, one.rotation), lines };
    await source.close();
  }
  await pdfs.close();
}
