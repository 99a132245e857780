import { extractInvoice } from './extract-invoice';
import { DEFAULT_THRESHOLDS, FIELD_NAMES, type ExtractionOptions, type FieldName } from './extraction.types';
import { documentOf, type PageLook } from './spec-support/page-builder.spec-support';
import { SAMPLE_LAYOUTS, type SampleLayout } from './spec-support/sample-layouts.spec-support';

const OPTIONS: ExtractionOptions = { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' };
const WORDS: ReadonlySet<FieldName> = new Set<FieldName>(['sprzedawca_nazwa', 'sprzedawca_adres', 'nabywca_nazwa', 'nabywca_adres']);

function values(layout: SampleLayout, look: PageLook, skip: ReadonlySet<FieldName> = new Set()): { expected: unknown; found: unknown } {
  const invoice = extractInvoice(documentOf(layout.pages, look), OPTIONS);
  const names = FIELD_NAMES.filter((name) => name in layout.fields && !skip.has(name));
  return { expected: Object.fromEntries(names.map((name) => [name, layout.fields[name]])), found: Object.fromEntries(names.map((name) => [name, invoice.fields[name]?.value ?? null])) };
}

describe('extractInvoice', () => {
  it.each(SAMPLE_LAYOUTS.map((layout) => [layout.name, layout] as const))('reads every field of a text layer: %s', (_name, layout) => {
    const { expected, found } = values(layout, {});
    expect(found).toEqual(expected);
  });

  it.each(SAMPLE_LAYOUTS.map((layout) => [layout.name, layout] as const))('finds the items: %s', (_name, layout) => {
    expect(extractInvoice(documentOf(layout.pages), OPTIONS).pozycje).toHaveLength(layout.lines ?? 0);
  });

  it.each(SAMPLE_LAYOUTS.flatMap((layout) => [3, -5, 90, 180, 272].map((turned) => [layout.name, turned, layout] as const)))('reads a worn scan: %s, turned by %d°', (_name, turned, layout) => {
    const { expected, found } = values(layout, { worn: true, turned }, WORDS);
    expect(found).toEqual(expected);
  });
});
