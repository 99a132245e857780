import type { PageLimits } from '../document-reader';
import { type DecodedPage, decodePage } from '../image/decode-image';
import type { PageImage, QuarterTurn } from '../image/page-image';
import { sharedPixels } from '../image/shared-pixels';
import type { OcrProfile } from '../ocr.types';
import { youngCollector } from '../threads/collect-young';
import { serveThread } from '../threads/serve-thread';
import type { Prepared } from './page-preparer';
import { preparePage } from './prepare-page';

interface DecodeCall { readonly bytes: Uint8Array; readonly page: number; readonly limits: PageLimits; readonly longestSide: number; readonly spare: SharedArrayBuffer | undefined }
interface PrepareCall { readonly image: PageImage; readonly preprocess: OcrProfile['preprocess']; readonly turn: QuarterTurn; readonly spare: SharedArrayBuffer | undefined }

// Colours of a page, 12 MB, are of no use once it is decoded.
serveThread({
  decode: ({ bytes, page, limits, longestSide, spare }: DecodeCall): Promise<DecodedPage> => decodePage(bytes, page, limits, longestSide, spare),
  prepare: ({ image, preprocess, turn, spare }: PrepareCall): Prepared => {
    const prepared = preparePage(image, preprocess, turn);
    // By the memory: a step that found nothing to do may have given the same pixels under another name.
    return { ...prepared, image: prepared.image.grey.buffer === image.grey.buffer ? null : sharedPixels(prepared.image, spare) };
  },
}, () => undefined, youngCollector());
