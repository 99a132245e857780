import type { OcrLine } from '../ocr.types';

/** A page as every subject of a bench gets it: a picture on disk, upright or not, and its size in pixels. */
export interface BenchPicture { readonly path: string; readonly width: number; readonly height: number }

export type SubjectLine = Pick<OcrLine, 'text' | 'quad'>;

export interface SubjectReading {
  /** In pixels of the picture. */
  readonly lines: readonly SubjectLine[];
  /** Milliseconds per stage, where the subject knows them. */
  readonly stages?: Readonly<Record<string, number>>;
}

/** Whatever reads pages in a bench: this product, another package, or the runtime alone. */
export interface BenchSubject {
  /** Pages it takes at once when pages wait. */
  readonly inFlight: number;
  read(picture: BenchPicture): Promise<SubjectReading>;
  close(): Promise<void>;
}

/** What the module of a subject exports as `open`; options cross to its process as JSON. */
export type OpenSubject = (options: unknown) => Promise<BenchSubject>;

/** Where a subject comes from: a module with `open`, by its file. */
export interface SubjectSource { readonly module: string; readonly options?: unknown }

/** `cpuMs` counts every thread of the process: it tells the work apart from the wait for a busy machine. */
export interface TimedReading extends SubjectReading { readonly ms: number; readonly cpuMs: number }
/** Pages read in so many milliseconds, with as many in flight as the subject takes. */
export interface Throughput { readonly pages: number; readonly ms: number }
export interface ProcessCost {
  /** Highest resident memory of the process so far, MiB. */
  readonly peakMib: number;
  /** How long its event loop stood still at most since it was opened, milliseconds. */
  readonly loopMaxMs: number;
}

/** What the process of a subject can be asked, and what it answers. */
export interface SubjectCalls {
  open(source: SubjectSource): Promise<{ readonly ms: number }>;
  read(picture: BenchPicture): Promise<TimedReading>;
  throughput(request: { readonly pictures: readonly BenchPicture[]; readonly forMs: number }): Promise<Throughput>;
  cost(): Promise<ProcessCost>;
  close(): Promise<void>;
}

export interface SubjectRequest { readonly id: number; readonly call: keyof SubjectCalls; readonly value: unknown }
export interface SubjectAnswer { readonly id: number; readonly value?: unknown; readonly error?: string }
