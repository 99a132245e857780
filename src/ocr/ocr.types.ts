/**
 * The shapes that OCR hands to the rest of the product. Plain data: no engine, no framework.
 *
 * Coordinates everywhere are pixels of the ORIGINAL page: x to the right, y down, origin top left. For an image
 * that is the decoded picture after EXIF orientation; for a PDF page it is the page rendered at PAGE_DPI. Turning, deskewing,
 * scaling or rendering at another resolution inside an engine never shows outside.
 */
export const PAGE_DPI = 200;

export type Point = readonly [x: number, y: number];
/** Four corners in reading order of the text: its top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

export const ENGINE_KINDS = ['paddle', 'tesseract'] as const;
export type EngineKind = (typeof ENGINE_KINDS)[number];
export type ProfileName = 'fast' | 'balanced' | 'quality';

/** What may be done to a page's picture before it is read, in this order; each only where its fault is measured. */
export const PREPROCESS_STEPS = ['shadow', 'contrast', 'rectify', 'deskew', 'upscale', 'resolution'] as const;
export type PreprocessStep = (typeof PREPROCESS_STEPS)[number];

export interface CharAlternative { readonly char: string; readonly confidence: number }
/** One character of a line. `at` is its centre along the line, 0 (start of the quad) to 1 (its end). */
export interface OcrChar {
  readonly char: string;
  readonly confidence: number;
  readonly at: number;
  readonly alternatives?: readonly CharAlternative[];
}

/** One run of text that stands together: a detector box, or a run of PDF text without a wide gap. */
export interface OcrLine {
  readonly text: string;
  /** 0..1; 1 for a PDF text layer. */
  readonly confidence: number;
  readonly quad: Quad;
  readonly source: 'ocr' | 'pdf_text' | 'qr';
  /** One entry per UTF-16-safe character of `text` (Array.from(text)), when the source knows them. */
  readonly chars?: readonly OcrChar[];
}

export interface RejectedLine { readonly quad: Quad; readonly reason: 'low_confidence' | 'too_small' | 'empty' }

export interface OcrPage {
  /** From 1. */
  readonly page: number;
  /** Page pixels, see PAGE_DPI. */
  readonly width: number;
  readonly height: number;
  /** In reading order: top to bottom, then left to right. */
  readonly lines: readonly OcrLine[];
  readonly rejected: readonly RejectedLine[];
  /** By how many degrees the page had to be turned clockwise to read upright. */
  readonly rotation: 0 | 90 | 180 | 270;
  readonly engine: EngineKind | 'pdf_text';
  /** What was done to the picture before it was read. */
  readonly preprocessed?: readonly PreprocessStep[];
  /**
   * Milliseconds by the clock per stage: decodeMs, detectMs, classifyMs, recogniseMs, totalMs. Summed over the engines that worked on the page, and so possibly
   * more than the clock shows: cropMs (cutting lines out, part of recogniseMs) and inferenceMs (inside the runtime alone).
   */
  readonly timings: Readonly<Record<string, number>>;
}

export interface OcrDocument {
  readonly pages: readonly OcrPage[];
  /** What read it, for people: `paddle`, `tesseract`, `pdf_text`, or joined by `+` when pages differ. */
  readonly engine: string;
  /** sha256 over the manifest entries used; `none` never occurs (a text layer carries the reader's version). */
  readonly modelHash: string;
  readonly configHash: string;
  readonly timings: Readonly<Record<string, number>>;
  /** Every rung above the first that a page stood on, in the order of pages and rungs. */
  readonly fallbacks: readonly PageRung[];
  /** A page wanted a further rung and there was no time for it: another time it may be read better. */
  readonly cutShort?: boolean;
}

/** One more way in which a page was read, and why. */
export interface PageRung {
  readonly page: number;
  /** From 2: the first rung is the profile itself. */
  readonly rung: number;
  readonly from: EngineKind;
  readonly to: EngineKind;
  readonly profile: ProfileName;
  readonly dpi: number;
  /** `engine_failed`, `nothing_found`, `low_confidence`, or what a judge missed (`missing:suma_brutto`). */
  readonly reason: string;
  /** Mean over the lines of this rung's reading, 0..1; `null` when its engine failed. */
  readonly confidence: number | null;
  /** Whether this rung's reading is the one in `pages`. */
  readonly kept: boolean;
}

/** How text is looked for. A profile that does not name them leaves them to the detector's entry in the model manifest. */
export interface DetectionSettings {
  /** The detector sees the page with its longer side at most this many pixels. */
  readonly detectionSide: number;
  /** A pixel of its map above this belongs to text. */
  readonly detectionThreshold: number;
  /** A box whose mean probability is below this is dropped. */
  readonly boxThreshold: number;
  /** How far boxes grow back from the shrunken core the network draws. */
  readonly unclipRatio: number;
}

/**
 * How a document is read: frozen, hashed (`configHash`) and passed as an argument. Engines hold no options, so a changed
 * profile never leaks into another document's result.
 */
export interface OcrProfile extends Partial<DetectionSettings> {
  /** Also picks the side at which the model set's detector sees the page. */
  readonly name: ProfileName;
  readonly engine: EngineKind;
  /** Whether a page that was read too poorly climbs the ladder. */
  readonly fallback: boolean;
  /** The rungs after the first: each replaces what it names and keeps the rest of the profile. */
  readonly ladder: readonly LadderRung[];
  /** Named set of the model manifest that reads pictures of pages; `null` is the manifest's default. */
  readonly modelSet: string | null;
  /** Sets for single file types, by MIME type: `modelSet` reads the rest. What a document is about is known only after reading. */
  readonly modelSetByMime: Readonly<Record<string, string>>;
  /** Steps that a page's faults may ask for. */
  readonly preprocess: readonly PreprocessStep[];
  /** `auto` reads a trustworthy text layer, `never` always rasterises. */
  readonly pdfText: 'auto' | 'never';
  /** Resolution at which PDF pages are rasterised for OCR. */
  readonly dpi: number;
  /** Lines below this mean confidence are rejected. */
  readonly minLineConfidence: number;
  readonly recognitionBatch: number;
}

export type LadderRung = Pick<OcrProfile, 'name' | 'engine' | 'dpi' | 'preprocess'>;

/** What `inspect` learns of a file before it is accepted. */
export interface FileInspection { readonly mime: string; readonly pages: number }
