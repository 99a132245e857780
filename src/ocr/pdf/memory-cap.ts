/** The part of `WebAssembly.Memory` that a cap stands before. */
export interface GrowingMemory { readonly buffer: ArrayBufferLike; grow(pages: number): number }

const WASM_PAGE = 65_536;

/**
 * Keeps a library's memory from growing beyond what honest files need. A stream of one megabyte can claim to unpack to
 * hundreds: the library is then told that there is no more memory, in place of the machine being asked for it.
 */
export class MemoryCap {
  private held = 0;
  private refused = false;

  /** @param workBytes what may be used beside the bytes of open files */
  constructor(memory: GrowingMemory, private readonly workBytes: number) {
    const grow = memory.grow.bind(memory);
    memory.grow = (pages) => {
      // A refusal is often followed by a smaller wish: the last word counts.
      this.refused = memory.buffer.byteLength + pages * WASM_PAGE > this.workBytes + this.held;
      if (this.refused) throw new RangeError('The file needs more memory than it may have.');
      return grow(pages);
    };
  }

  /** Bytes of an open file come on top, so that many open files do not fail each other. Negative when it is closed. */
  hold(bytes: number): void {
    this.held += bytes;
  }

  /** Libraries may swallow a lack of memory and go on without what they could not unpack. @throws Error when one did. */
  check(): void {
    if (this.refused) throw new Error('The file needed more memory than it may have.');
  }
}
