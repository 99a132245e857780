/** File types that can be read; `heic` only where the decoder allows. */
export type FileType = 'application/pdf' | 'image/png' | 'image/jpeg' | 'image/tiff' | 'image/webp' | 'image/heic';

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'mif1', 'msf1']);

/**
 * What a file is by its first bytes; `null` for anything that cannot be read. A PDF must start as one: a file that is
 * something else first and a PDF later is refused, because readers would disagree about what it shows. Only white space and a
 * byte order mark may stand before the header.
 */
export function sniffFileType(bytes: Uint8Array): FileType | null {
  const starts = (magic: readonly number[], at = 0): boolean => magic.every((byte, index) => bytes[at + index] === byte);
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (starts([0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (starts([0x49, 0x49, 0x2a, 0x00]) || starts([0x4d, 0x4d, 0x00, 0x2a]) || starts([0x49, 0x49, 0x2b, 0x00]) || starts([0x4d, 0x4d, 0x00, 0x2b])) return 'image/tiff';
  if (starts(ascii('RIFF')) && starts(ascii('WEBP'), 8)) return 'image/webp';
  if (starts(ascii('ftyp'), 4) && HEIC_BRANDS.has(Buffer.from(bytes.subarray(8, 12)).toString('latin1'))) return 'image/heic';
  return starts(ascii('%PDF-'), pdfStart(bytes)) ? 'application/pdf' : null;
}

function ascii(text: string): number[] {
  return [...text].map((char) => char.charCodeAt(0));
}

function pdfStart(bytes: Uint8Array): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < 1024 && [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20].includes(bytes[at] ?? -1)) at++;
  return at;
}
