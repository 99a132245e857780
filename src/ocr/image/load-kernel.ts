import { readFileSync } from 'node:fs';
import { builtFile } from '../threads/built-file';

/** Node's declarations leave it out. */
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object; readonly Instance: new (module: object) => { readonly exports: unknown } };

const WASM_PAGE = 65_536;

/** What every kernel has. */
export interface Kernel { readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): void } }

/** An own copy of a kernel of the build, with what it exports. @param folder the caller's @param name of the file, without its ending */
export function loadKernel<K extends Kernel>(folder: string, name: string): K {
  return new WebAssembly.Instance(new WebAssembly.Module(readFileSync(builtFile(folder, `${name}.wasm`)))).exports as K;
}

/** Makes a kernel's memory hold so many bytes at least; views of it must be taken anew afterwards. It never shrinks. */
export function haveRoom({ memory }: Kernel, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / WASM_PAGE));
}

/** The next multiple of `step`: loops write several things at once. */
export function upTo(length: number, step: number): number {
  return Math.ceil(length / step) * step;
}
