import type { PageLimits } from '../document-reader';
import { type DecodedPage, decodePage } from '../image/decode-image';
import type { PageImage, QuarterTurn } from '../image/page-image';
import type { OcrProfile } from '../ocr.types';
import { serveThread } from '../threads/serve-thread';
import { type PreparedPage, preparePage } from './prepare-page';

/** Colours of a page, 12 MB, are of no use once it is decoded. */
const SHED_AT_ONCE = true;

serveThread({
  decode: ({ bytes, page, limits, longestSide }: { bytes: Uint8Array; page: number; limits: PageLimits; longestSide: number }): Promise<DecodedPage> => decodePage(bytes, page, limits, longestSide),
  prepare: ({ image, preprocess, turn }: { image: PageImage; preprocess: OcrProfile['preprocess']; turn: QuarterTurn }): PreparedPage => preparePage(image, preprocess, turn),
}, () => undefined, SHED_AT_ONCE);
