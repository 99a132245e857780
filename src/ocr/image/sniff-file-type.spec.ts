import { sniffFileType } from './sniff-file-type';

const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');

describe('sniffFileType', () => {
  it.each([
    ['PDF', text('%PDF-1.7\n'), 'application/pdf'],
    ['PDF after a byte order mark and a line end', text('\xef\xbb\xbf\r\n%PDF-1.4'), 'application/pdf'],
    ['PNG', text('\x89PNG\r\n\x1a\n'), 'image/png'],
    ['JPEG', text('\xff\xd8\xff\xe0'), 'image/jpeg'],
    ['TIFF, little end first', text('II*\0'), 'image/tiff'],
    ['TIFF, big end first', text('MM\0*'), 'image/tiff'],
    ['WebP', text('RIFF\0\0\0\0WEBP'), 'image/webp'],
    ['HEIC', text('\0\0\0\x18ftypheic'), 'image/heic'],
  ])('knows %s', (_name, bytes, expected) => {
    expect(sniffFileType(bytes)).toBe(expected);
  });

  it.each([
    ['a page of HTML with a PDF behind it', text('<!doctype html>\n%PDF-1.4')],
    ['a PDF header after other bytes', text('x%PDF-1.4')],
    ['a ZIP', text('PK\x05\x06')],
    ['plain text', text('Faktura VAT')],
    ['nothing', text('')],
    ['half a signature', text('\x89PN')],
    ['a film', text('\0\0\0\x18ftypmp42')],
  ])('does not take %s for a document', (_name, bytes) => {
    expect(sniffFileType(bytes)).toBeNull();
  });
});
