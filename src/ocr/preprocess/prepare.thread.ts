import type { PageImage, QuarterTurn } from '../image/page-image';
import type { OcrProfile } from '../ocr.types';
import { serveThread } from '../threads/serve-thread';
import { type PreparedPage, preparePage } from './prepare-page';

serveThread({
  prepare: ({ image, preprocess, turn }: { image: PageImage; preprocess: OcrProfile['preprocess']; turn: QuarterTurn }): PreparedPage => preparePage(image, preprocess, turn),
}, () => undefined);
