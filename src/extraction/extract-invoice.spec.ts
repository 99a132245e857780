import { extractInvoice } from './extract-invoice';
import { DEFAULT_THRESHOLDS, FIELD_NAMES, type ExtractionOptions, type FieldName } from './extraction.types';
import { documentOf, type PageLook, type Run } from './spec-support/page-builder.spec-support';
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

  it('sends an invoice whose items are worth more than its sums to full review', () => {
    const layout = SAMPLE_LAYOUTS[0]!;
    const failed = (value: string): string[] => {
      const pages = layout.pages.map((page) => page.map(([x, y, size, text]): Run => [x, y, size, y === 386 && x === 440 ? value : text]));
      const { route, reasons } = extractInvoice(documentOf(pages), OPTIONS);
      return [route, ...reasons.filter((reason) => reason.endsWith('items_within_sums'))];
    };
    expect(failed('250,00')).toEqual(['auto_accept']);
    expect(failed('2250,00')).toEqual(['full_review', 'check_failed:suma_netto:items_within_sums', 'check_failed:suma_brutto:items_within_sums']);
  });
});
