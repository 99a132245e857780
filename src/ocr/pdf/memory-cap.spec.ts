import { MemoryCap, type GrowingMemory } from './memory-cap';

const PAGE = 65_536;

/** Memory of so many pages. */
function memoryOf(pages: number): GrowingMemory {
  return {
    buffer: new ArrayBuffer(pages * PAGE),
    grow(more) { (this as { buffer: ArrayBuffer }).buffer = new ArrayBuffer(this.buffer.byteLength + more * PAGE); return this.buffer.byteLength / PAGE - more; },
  };
}

describe('MemoryCap', () => {
  it('lets memory grow up to its cap', () => {
    const memory = memoryOf(2);
    new MemoryCap(memory, 4 * PAGE).check();
    memory.grow(2);
    expect(memory.buffer.byteLength).toBe(4 * PAGE);
  });

  it('refuses growth beyond it and says so afterwards', () => {
    const memory = memoryOf(2);
    const cap = new MemoryCap(memory, 4 * PAGE);
    expect(() => memory.grow(3)).toThrow('more memory');
    expect(() => { cap.check(); }).toThrow('more memory');
  });

  it('forgets a refusal when a smaller wish was granted', () => {
    const memory = memoryOf(2);
    const cap = new MemoryCap(memory, 4 * PAGE);
    expect(() => memory.grow(3)).toThrow();
    memory.grow(1);
    expect(() => { cap.check(); }).not.toThrow();
  });

  it('adds the bytes of open files to the cap', () => {
    const memory = memoryOf(2);
    new MemoryCap(memory, 4 * PAGE).hold(PAGE);
    memory.grow(3);
    expect(memory.buffer.byteLength).toBe(5 * PAGE);
  });
});
