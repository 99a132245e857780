import type { Transferable } from 'node:worker_threads';
import { AppError } from '../../common/errors/app-error';
import type { PageLimits } from '../document-reader';
import type { DecodedPage } from '../image/decode-image';
import type { ColourImage } from '../image/page-image';
import { checkPageSize, type PdfPageReading, type PdfPageRequest, type PictureRequest, type RenderRequest } from './pdf-calls';
import { loadPdfium, PdfFile, type Pdfium, type PdfPage } from './pdfium';
import { readPageContent } from './read-page-content';
import { codePageRepair } from './repair-code-page';
import { textLines } from './text-lines';
import { distrustTextLayer } from './trust-text-layer';
import { serveThread } from '../threads/serve-thread';
import { Handover } from '../threads/thread-messages';

const ready: Promise<Pdfium> = loadPdfium();
const files = new Map<number, PdfFile>();

async function open({ id, bytes, limits }: { id: number; bytes: Uint8Array; limits: PageLimits }): Promise<{ pages: number }> {
  const file = PdfFile.open(await ready, bytes, limits);
  files.set(id, file);
  return { pages: file.pages };
}

/** Bytes of memory the library holds by now: it never gives any back. */
async function close({ id }: { id: number }): Promise<number> {
  files.get(id)?.close();
  files.delete(id);
  return (await ready).pdfium.HEAPU8.length;
}

function opened(id: number): PdfFile {
  const file = files.get(id);
  if (!file) throw new AppError('worker_lost', 'The PDF is not open on this thread.', { retryable: true });
  return file;
}

function onPage<T>({ id, page, limits }: PdfPageRequest, work: (page: PdfPage) => T): T {
  return opened(id).withPage(page, (found) => {
    checkPageSize(found.size(), limits);
    return work(found);
  });
}

/** Checks the size of all pages and draws one small: proof that its content can be read at all. */
function prove(request: PdfPageRequest): void {
  for (const size of opened(request.id).sizes()) checkPageSize(size, request.limits);
  onPage(request, (page) => page.render(36));
}

function readText(request: PdfPageRequest): PdfPageReading {
  return onPage(request, (page) => {
    const content = readPageContent(page);
    const { width, height } = content;
    const distrust = distrustTextLayer(content);
    if (distrust) return { width, height, distrust, lines: [] };
    const lines = textLines(content.glyphs, width, height);
    const repair = codePageRepair(lines.map(({ text }) => text));
    return { width, height, distrust: null, lines: repair ? lines.map((line) => repairLine(line, repair)) : lines };
  });
}

function repairLine<T extends { text: string; chars?: readonly { char: string }[] }>(line: T, repair: (text: string) => string): T {
  const text = repair(line.text);
  const letters = [...text];
  return { ...line, text, ...(line.chars ? { chars: line.chars.map((char, index) => ({ ...char, char: letters[index]! })) } : {}) };
}

function render(request: RenderRequest): DecodedPage {
  return onPage(request, (page) => {
    const size = page.size();
    // A plan on a huge sheet is drawn as large as is worth reading, not larger.
    const dpi = Math.min(request.dpi, (72 * request.longestSide) / Math.max(page.widthPt, page.heightPt));
    return { image: page.render(dpi, request.spare), ...size };
  });
}

function picture(request: PictureRequest): Handover<ColourImage> {
  return onPage(request, (page) => {
    const image = page.renderColour(request.dpi);
    return new Handover(image, [image.rgb.buffer as Transferable]);
  });
}

function extract({ id, page }: PdfPageRequest): Handover<Uint8Array> {
  const file = files.get(id);
  if (!file) throw new AppError('worker_lost', 'The PDF is not open on this thread.', { retryable: true });
  const bytes = file.extractPage(page);
  return new Handover(bytes, [bytes.buffer as Transferable]);
}

serveThread({ open, close, prove, readText, render, picture, extract }, () => undefined);
