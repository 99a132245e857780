/** PDF pages to pixels, by PDFium compiled to WebAssembly. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init } from '@embedpdf/pdfium';

const REVERSE_BYTE_ORDER = 0x10;
const ANNOTATIONS = 0x01;
const RGBA = 4;
let library;

async function open() {
  const require = createRequire(import.meta.url);
  const wasmBinary = readFileSync(require.resolve('@embedpdf/pdfium/pdfium.wasm'));
  const pdfium = await init({ wasmBinary });
  pdfium.PDFiumExt_Init();
  return pdfium;
}

/**
 * @param {Uint8Array} pdf @param {number} dpi
 * @param {(picture: {data: Buffer, width: number, height: number, channels: 4}, page: number) => Promise<void>} onPage pages in order, one in memory at a time
 */
export async function rasterise(pdf, dpi, onPage) {
  const pdfium = (library ??= await open());
  const { malloc, free } = pdfium.pdfium.wasmExports;
  const file = malloc(pdf.length);
  pdfium.pdfium.HEAPU8.set(pdf, file);
  const document = pdfium.FPDF_LoadMemDocument(file, pdf.length, '');
  try {
    const count = pdfium.FPDF_GetPageCount(document);
    for (let i = 0; i < count; i++) await onPage(renderPage(pdfium, document, i, dpi), i);
  } finally {
    pdfium.FPDF_CloseDocument(document);
    free(file);
  }
}

function renderPage(pdfium, document, index, dpi) {
  const page = pdfium.FPDF_LoadPage(document, index);
  const width = Math.round((pdfium.FPDF_GetPageWidthF(page) * dpi) / 72);
  const height = Math.round((pdfium.FPDF_GetPageHeightF(page) * dpi) / 72);
  const bitmap = pdfium.FPDFBitmap_Create(width, height, 0);
  pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
  pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, REVERSE_BYTE_ORDER | ANNOTATIONS);
  const start = pdfium.FPDFBitmap_GetBuffer(bitmap);
  const data = Buffer.from(pdfium.pdfium.HEAPU8.subarray(start, start + width * height * RGBA));
  pdfium.FPDFBitmap_Destroy(bitmap);
  pdfium.FPDF_ClosePage(page);
  return { data, width, height, channels: RGBA };
}
