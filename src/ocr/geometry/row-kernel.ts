import { haveRoom, type Kernel, loadKernel, upTo } from '../image/load-kernel';
import { WORD } from '../image/shared-pixels';

/** Taps and columns that the kernel takes together. */
export const FOUR = 4;
/** Bytes that it mixes together. */
const EIGHT = 8;
/** Shares across the text are so many parts of one. */
const PARTS = 256;
/** Target rows drawn at a time: what they are drawn from stays in the processor's cache. */
const ROWS_AT_ONCE = 32;

/** Per target pixel the first of `4 × groups` neighbouring source pixels and the share of each, which add up to 1; those without a share may lie beyond the source. */
export interface Taps { readonly groups: number; readonly first: Int32Array; readonly share: Float32Array }

/** Source pixels with rows that follow each other across the text, whichever way it runs on the page. */
export interface SourceRows {
  /** Pixels from `start` on along the text that are looked at. */
  readonly start: number;
  readonly width: number;
  /** As rows are copied: pixels from one row to the next, and those that stand before `start`. */
  readonly stride: number;
  readonly before: number;
  /** Writes rows from `from` to before `to`, as far as there are any. @returns where the first begins, less than a `WORD` after `into` does */
  readonly copy: (into: Uint8Array, from: number, to: number) => number;
}

interface Exports extends Kernel {
  mix(grey: number, stride: number, a: number, b: number, c: number, d: number, sums: number, end: number, add: number): void;
  reduce(sums: number, first: number, share: number, line: number, end: number, shift: number, add: number): void;
}

/** Where in the kernel's memory each thing begins, in bytes. */
interface Places { readonly share: number; readonly line: number; readonly sums: number; readonly first: number; readonly grey: number }

/**
 * Draws rows of a tensor from rows of brightness: mixed across the text first, by shares in 256ths, which is two levels of brightness out at worst, then along it, in single
 * precision. In WebAssembly, because eight bytes at a time take a fraction of what a JavaScript loop over one after another takes.
 */
export class RowKernel {
  private constructor(private readonly kernel: Exports) {}

  static load(): RowKernel {
    return new RowKernel(loadKernel<Exports>(__dirname, 'row-kernel'));
  }

  /**
   * Draws each value of the target as brightness × `scale` + `shift`.
   * @param take given each target row, whose numbers are good until it returns
   */
  draw(source: SourceRows, across: Taps, along: Taps, scale: number, shift: number, take: (line: Float32Array, row: number) => void): void {
    const parts = inParts(across);
    const blocks = blocksOf(across);
    const at = this.place(source, along, Math.max(...blocks.map(({ top, bottom }) => bottom - top)));
    writeAlong(this.kernel.memory.buffer, at, source, along, scale);
    const grey = new Uint8Array(this.kernel.memory.buffer, at.grey);
    const line = new Float32Array(this.kernel.memory.buffer, at.line, along.first.length);
    for (const { from, to, top, bottom } of blocks) {
      const rows = at.grey + source.copy(grey, top, bottom);
      for (let row = from; row < to; row++) {
        this.mixRow(at, rows, source, across.first[row]! - top, parts.subarray(row * FOUR * across.groups, (row + 1) * FOUR * across.groups));
        this.reduceRow(at, along, shift);
        take(line, row);
      }
    }
  }

  private mixRow(at: Places, rows: number, { stride, before, width }: SourceRows, row: number, parts: Int16Array): void {
    const end = at.sums + 2 * upTo(width, EIGHT);
    for (let tap = 0; tap < parts.length; tap += FOUR) {
      this.kernel.mix(rows + (row + tap) * stride + before, stride, parts[tap]!, parts[tap + 1]!, parts[tap + 2]!, parts[tap + 3]!, at.sums, end, tap);
    }
  }

  private reduceRow(at: Places, { groups, first }: Taps, shift: number): void {
    const columns = upTo(first.length, FOUR);
    for (let group = 0; group < groups; group++) {
      this.kernel.reduce(at.sums + 2 * FOUR * group, at.first, at.share + 16 * group * columns, at.line, at.line + 4 * columns, shift, group);
    }
  }

  private place({ stride, width }: SourceRows, { groups, first }: Taps, rows: number): Places {
    const columns = upTo(first.length, FOUR);
    const share = 0;
    const line = share + 16 * groups * columns;
    const sums = line + 4 * columns;
    const places = { share, line, sums, first: sums + 2 * (upTo(width, EIGHT) + FOUR * groups), grey: 0 };
    places.grey = places.first + 4 * columns;
    haveRoom(this.kernel, places.grey + WORD + stride * rows + EIGHT);
    return places;
  }
}

/** Target rows `from` to before `to`, and the source rows from `top` to before `bottom` that they are drawn from. */
interface Block { readonly from: number; readonly to: number; readonly top: number; readonly bottom: number }

function blocksOf({ groups, first }: Taps): Block[] {
  return Array.from({ length: Math.ceil(first.length / ROWS_AT_ONCE) }, (_, index) => {
    const from = index * ROWS_AT_ONCE;
    const rows = first.subarray(from, from + ROWS_AT_ONCE);
    return { from, to: from + rows.length, top: Math.min(...rows), bottom: Math.max(...rows) + FOUR * groups };
  });
}

/** Writes where each column's neighbours begin, in bytes, and by group their shares; columns that only fill up the last four have none. */
function writeAlong(memory: ArrayBuffer, at: Places, { start }: SourceRows, { groups, first, share }: Taps, scale: number): void {
  const columns = upTo(first.length, FOUR);
  const places = new Int32Array(memory, at.first, columns);
  const shares = new Float32Array(memory, at.share, FOUR * groups * columns);
  for (let column = 0; column < first.length; column++) places[column] = 2 * (first[column]! - start);
  places.fill(0, first.length);
  for (let group = 0; group < groups; group++) {
    const to = group * FOUR * columns;
    for (let column = 0; column < first.length; column++) {
      for (let tap = 0; tap < FOUR; tap++) shares[to + FOUR * column + tap] = (share[(column * groups + group) * FOUR + tap]! * scale) / PARTS;
    }
    shares.fill(0, to + FOUR * first.length, to + FOUR * columns);
  }
}

/** Shares as whole parts that add up to one: each is what the sum up to it has grown by. */
function inParts({ groups, first, share }: Taps): Int16Array {
  const length = FOUR * groups;
  const parts = new Int16Array(share.length);
  for (let row = 0; row < first.length; row++) {
    let sum = 0, given = 0;
    for (let at = row * length; at < (row + 1) * length; at++) {
      sum += share[at]! * PARTS;
      parts[at] = Math.round(sum) - given;
      given += parts[at]!;
    }
  }
  return parts;
}
