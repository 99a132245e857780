/** Bytes in a buffer of their own: posting a small view would copy the whole pool behind it. */
export function ownCopy(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
}
