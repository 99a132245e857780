import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { createDocumentReader } from '../../src/ocr/create-document-reader';
import { createPageInspector } from '../../src/ocr/create-page-inspector';
import type { DocumentReader, PageInspector } from '../../src/ocr/document-reader';
import { OCR_PROFILES } from '../../src/ocr/ocr-profiles';
import type { OcrDocument } from '../../src/ocr/ocr.types';

jest.setTimeout(120_000);

const ROOT = resolve(__dirname, '../..');
const LIMITS = { maxPages: 50, maxPixels: 100_000_000, minSide: 32 };
const PDF = 'application/pdf';
const fixture = (name: string): Buffer => readFileSync(join(ROOT, 'test/fixtures/corpus', name));
const squeezed = (document: OcrDocument): string => document.pages.flatMap(({ lines }) => lines.map(({ text }) => text)).join('\n').replace(/[ \u00a0]/g, '');

/** Half a megabyte that unpacks to 512 MiB; made once, because that takes its time. */
let packed: Buffer | undefined;

/** A PDF in which one page's content is that. */
async function bomb(pages: number, badPage: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const content = (packed ??= deflateSync(Buffer.alloc(512 * 2 ** 20, ' ')));
  for (let number = 1; number <= pages; number++) {
    const page = document.addPage([595, 842]);
    page.drawText(`Faktura, strona ${number}: sprzedawca, nabywca, razem do zaplaty sto zlotych`, { x: 50, y: 700, size: 12 });
    if (number !== badPage) continue;
    const stream = PDFRawStream.of(document.context.obj({ Length: content.length, Filter: 'FlateDecode' }), content);
    page.node.set(PDFName.of('Contents'), document.context.register(stream));
  }
  return document.save();
}

describe('the reading engine with its real parts', () => {
  let reader: DocumentReader;
  let inspector: PageInspector;

  beforeAll(() => {
    reader = createDocumentReader({ modelsDir: join(ROOT, 'models'), engines: 1, threadsPerEngine: 2, maxWaiting: 4, pageTimeoutMs: 60_000, limits: LIMITS });
    inspector = createPageInspector({ limits: LIMITS });
  });
  afterAll(async () => { await Promise.all([reader.close(), inspector.close()]); });

  it('reads the numbers of a clean picture', async () => {
    const document = await reader.read(fixture('paski-001-clean.png'), 'image/png', OCR_PROFILES.balanced);
    expect(document.engine).toBe('paddle');
    const text = squeezed(document);
    for (const expected of ['FA/000234/25/M', '2025-06-14', '993-292-65-68', '571-836-74-04', '81223899670007080861634620', '3.062,64', '3.535,99']) expect(text).toContain(expected);
  });

  it('reads the text layer of a PDF without an engine', async () => {
    const document = await reader.read(fixture('klasyczna-001-pdf.pdf'), PDF, OCR_PROFILES.balanced);
    expect([document.engine, document.pages[0]!.lines[0]!.confidence]).toEqual(['pdf_text', 1]);
    const lines = document.pages[0]!.lines.map(({ text }) => text);
    expect(lines).toEqual(expect.arrayContaining(['Faktura VAT nr 402/07/2024/FVS', '59-779 Złotoryja', 'Księżyc S.A.', '5 lipca 2024 r.', '1 362,72', '7 813,74 PLN']));
  });

  it('refuses a file whose first page unpacks to far more than any page needs', async () => {
    await expect(inspector.inspect(await bomb(1, 1))).rejects.toMatchObject({ code: 'file_damaged', retryable: false });
  });

  it('fails a document for good over one such page further on, and reads the next', async () => {
    const file = await bomb(4, 3);
    expect(await inspector.inspect(file)).toEqual({ mime: PDF, pages: 4 });
    await expect(reader.read(file, PDF, OCR_PROFILES.balanced)).rejects.toMatchObject({ code: 'file_damaged', retryable: false });
    expect((await reader.read(fixture('klasyczna-001-pdf.pdf'), PDF, OCR_PROFILES.balanced)).engine).toBe('pdf_text');
  });

  it('goes on with other files of the same thread when one breaks it', async () => {
    const [broken, whole] = await Promise.allSettled([reader.read(await bomb(1, 1), PDF, OCR_PROFILES.balanced), reader.read(fixture('klasyczna-001-pdf.pdf'), PDF, OCR_PROFILES.balanced)]);
    expect(broken).toMatchObject({ status: 'rejected', reason: { code: 'file_damaged' } });
    expect(whole).toMatchObject({ status: 'fulfilled', value: { engine: 'pdf_text' } });
  });

  it('says that a picture cut short is damaged, and reads the next', async () => {
    const [cut, whole] = [fixture('telekom-001-scan.jpg'), fixture('paski-001-clean.png')];
    const results = await Promise.allSettled([reader.read(cut.subarray(0, cut.length / 2), 'image/jpeg', OCR_PROFILES.fast), reader.read(whole, 'image/png', OCR_PROFILES.fast)]);
    expect(results).toMatchObject([{ status: 'rejected', reason: { code: 'file_damaged', retryable: false } }, { status: 'fulfilled', value: { engine: 'paddle' } }]);
  });

  it('draws a sheet of almost the largest size and refuses one beyond it', async () => {
    const sheet = async (points: number): Promise<Uint8Array> => {
      const document = await PDFDocument.create();
      document.addPage([points, points]);
      return document.save();
    };
    const side = 3500;
    const picture = await inspector.picture(await sheet(side), PDF, 1);
    expect(picture.readUInt32BE(16)).toBe(Math.round((side * 200) / 72));
    await expect(inspector.picture(await sheet(3700), PDF, 1)).rejects.toMatchObject({ code: 'image_too_large' });
  });
});
