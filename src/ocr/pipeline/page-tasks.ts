import type { Strip } from '../detect/detection-strips';
import type { DetectionTurn, Size } from '../detect/strip-tensor';
import type { PageImage } from '../image/page-image';
import type { Quad } from '../ocr.types';
import type { DecodedLine } from '../recognise/ctc-decode';

/** A line where it stands on its page; the quad starts at the top left of the text as it is read. */
export interface LineOnPage { readonly page: PageImage; readonly quad: Quad }

export interface StripTask {
  readonly modelSet: string | null;
  /** Pixels in memory that threads share, as everywhere here: they cross without a copy. */
  readonly page: PageImage;
  readonly turn: DetectionTurn;
  /** Of the detector's input for the whole page as turned. */
  readonly size: Size;
  readonly strip: Strip;
  readonly threshold: number;
}

/** What one strip of a page holds. */
export interface StripFinding {
  /** Pixels of text in the rows the strip keeps, see `textRuns`; rows of the whole map. */
  readonly runs: Int32Array;
  /** Probability of text in those rows, 0..255. */
  readonly map: Uint8Array;
  /** Share of sharp steps in brightness in those rows of the page as it stands, see `inkShare`. */
  readonly ink: number;
}

/** Lines of one model set, of one page or of several. */
export interface LinesTask { readonly modelSet: string | null; readonly lines: readonly LineOnPage[] }

/** What a task gave, and milliseconds it spent, by stage: `inferenceMs` inside the runtime, `cropMs` cutting lines out. */
export interface Done<T> { readonly value: T; readonly spent: Spent }
export type Spent = Readonly<Record<string, number>>;

/** The small tasks that a page is read with. Each needs its models and nothing else, so any engine may do any of them, at any time. */
export interface PageTasks {
  detect(task: StripTask): Promise<Done<StripFinding>>;
  /** How surely each line stands upside down, 0..1. */
  upsideDown(task: LinesTask): Promise<Done<readonly number[]>>;
  /** What each line says, in the order given. */
  recognise(task: LinesTask): Promise<Done<readonly DecodedLine[]>>;
}

/** What a task gives that found nothing left to do when its turn came: it counts as no inference. */
export const NOTHING_DONE = Symbol('nothing done');

/** Runs a task on the next engine that is free. */
export type RunTask = <T>(task: (engine: PageTasks) => Promise<T>) => Promise<T>;
