import { safeFileName } from './receive-file';

describe('safeFileName', () => {
  it.each([
    ['faktura.pdf', 'faktura.pdf'],
    ['faktura żółć 发票.pdf', 'faktura żółć 发票.pdf'],
    ['../../../etc/passwd', 'passwd'],
    ['C:\\skany\\f.pdf', 'f.pdf'],
    ['a\0b.pdf', 'ab.pdf'],
    ['a"; filename="b.html', 'a; filename=b.html'],
    ['..', 'dokument'],
    ['', 'dokument'],
  ])('%j becomes %j', (given, expected) => {
    expect(safeFileName(given)).toBe(expected);
  });

  it('keeps the end of a long name, where the ending is', () => {
    const name = safeFileName(`${'f'.repeat(300)}.pdf`);
    expect([name.length, name.endsWith('.pdf')]).toEqual([200, true]);
  });
});
