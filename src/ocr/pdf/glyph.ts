import type { Point } from '../ocr.types';

/** One drawn character of a PDF page, in page pixels (y down). */
export interface Glyph {
  readonly char: string;
  /** Start of the character on its baseline. */
  readonly origin: Point;
  /** Direction of its text in radians, 0 to the right, positive down the page. */
  readonly angle: number;
  /** Height of its font. */
  readonly size: number;
  /** Bounds of the drawn shape: left, top, right, bottom; empty for a space. */
  readonly box: Bounds;
  /** Bounds of the room it takes on the line. */
  readonly advance: Bounds;
  /** Number of the text object that draws it. */
  readonly object: number;
  /** False when the file asks for it not to be drawn, or when nothing shows where it stands. */
  readonly visible: boolean;
  /** False when the font does not say which character this is. */
  readonly mapped: boolean;
}

export type Bounds = readonly [left: number, top: number, right: number, bottom: number];

/** What a PDF page holds, before anyone decides whether to believe it. */
export interface PdfPageContent {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  /** Share of the page that pictures cover, 0..1. */
  readonly imageCover: number;
  /** Share of the page's sharp edges that lie outside all character boxes, 0..1; 0 for a page without edges. */
  readonly inkOutsideText: number;
}
