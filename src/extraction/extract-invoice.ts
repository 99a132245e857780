import type { OcrDocument } from '../ocr/ocr.types';
import type { ExtractedInvoice, ExtractionOptions } from './extraction.types';
import { findFields } from './find/find-fields';
import { findLabels } from './read/find-labels';
import { readSheet } from './read/read-sheet';
import { routeInvoice } from './route/route-invoice';
import { scoreReading } from './score/score-reading';
import { validateReading } from './validate/validate-reading';

/**
 * An invoice out of what OCR read: fields with evidence, checks and honest confidence, and where it should go.
 * Pure: the same document and options give the same invoice. A page without text is a result, not an error.
 */
export function extractInvoice(document: OcrDocument, options: ExtractionOptions): ExtractedInvoice {
  const sheet = readSheet(document);
  const labels = findLabels(sheet);
  const reading = findFields(sheet, labels);
  const validated = validateReading(reading, options.today);
  const scored = scoreReading(validated, document);
  return routeInvoice(scored, options, sheet.pages.some(({ segments }) => segments.length > 0));
}
