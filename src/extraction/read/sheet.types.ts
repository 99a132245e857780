import type { FieldSource } from '../extraction.types';
import type { OcrLine } from '../../ocr/ocr.types';
import type { CompactText } from './normalise-text';

/** One character in the upright reading frame. `from` and `to` are its extent along its line's quad, 0 to 1. */
export interface Glyph {
  readonly char: string;
  readonly confidence: number;
  readonly x0: number;
  readonly x1: number;
  /** Where the source saw its middle. */
  readonly centre: number;
  readonly line: OcrLine;
  readonly from: number;
  readonly to: number;
}

/**
 * Text that stands together on one row of the upright, deskewed page. `glyphs[i]` belongs to UTF-16 unit `i` of `text`.
 * Coordinates are in units of the page's usual font size (em), so that rules need no pixels.
 */
export interface Segment {
  readonly id: number;
  readonly page: number;
  readonly text: string;
  readonly folded: string;
  readonly compact: CompactText;
  readonly glyphs: readonly Glyph[];
  readonly x0: number;
  readonly x1: number;
  readonly cy: number;
  readonly height: number;
  readonly source: FieldSource;
  /** Index of the row on its page, and of the segment in that row. */
  row: number;
  column: number;
}

export interface SheetPage {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  /** Rows from top to bottom, each from left to right. */
  readonly rows: readonly (readonly Segment[])[];
  readonly segments: readonly Segment[];
}

export interface Sheet {
  readonly pages: readonly SheetPage[];
}

/** Characters `start` to `end` of a segment. */
export interface Place { readonly segment: Segment; readonly start: number; readonly end: number }
