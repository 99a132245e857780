import type { Rodzaj } from '../extraction.types';
import type { Segment } from '../read/sheet.types';
import type { LabelledSheet } from './label-values';
import { namesBuyersNip, receiptTitle } from './receipt-head';
import { headerRowsOf } from './table-headers';

const TITLE = /^\W*(?:(?:duplikat|zbiorcz)\w*\s+)?(?:faktur|f[av]ktura|invoice|rechnung|korekt|rachunek|nota|pro\s?forma|zaliczk|paragon|credit|correct|vat invoice|final|advance|proform|dokument)/;

/** Words of a title, the kind they tell, and words that must stand somewhere on the pages with them. */
const RULES: readonly (readonly [title: RegExp, kind: Rodzaj, anywhere?: RegExp])[] = [
  [/nota\s*koryguj/, 'NOTA_KOR'],
  [/nota\s*(?:obciaz|ksieg|uznan|odset)/, 'NOTA_OBC'],
  [/pro\s?-?forma|przedplatowa/, 'PROFORMA'],
  [/(?:koryguj|korekt).{0,24}zaliczk|zaliczk.{0,24}(?:koryguj|korekt)/, 'KOR_ZAL'],
  [/(?:koryguj|korekt).{0,24}(?:rozlicz|koncow)|(?:rozlicz|koncow).{0,24}(?:koryguj|korekt)/, 'KOR_ROZ'],
  [/koryguj|korekt|credit note|correct(?:ive|ion|ing)\b/, 'KOR'],
  // before ZAL: a final invoice heads its list of advances with "Faktura zaliczkowa"
  [/rozliczajac|koncowa|final invoice/, 'ROZ'],
  // suppliers of energy and water call the bill of a period so, without any advance
  [/rozliczeniow/, 'ROZ', /zaliczk/],
  [/zaliczkow|advance invoice/, 'ZAL'],
  [/\bvat\s*rr\b/, 'RR'],
  [/marza/, 'MARZA'],
  [/uproszczon/, 'UPR'],
];

/** What kind of document this is, by the words of its title; an invoice without special words is `VAT`. */
export function findKind(view: LabelledSheet): Rodzaj {
  const titles = titleTexts(view);
  const stands = (words: RegExp): boolean => view.sheet.pages.some(({ segments }) => segments.some(({ folded }) => words.test(folded)));
  for (const [pattern, kind, anywhere] of RULES) if (titles.some((title) => pattern.test(title)) && (!anywhere || stands(anywhere))) return kind;
  const invoice = titles.some((title) => /faktur|invoice|rechnung/.test(title));
  const all = view.sheet.pages[0]?.segments.map(({ folded }) => folded) ?? [];
  if ((receiptTitle(view) ?? all.some((text) => /paragon\s*fiskalny/.test(text))) && !invoice) return namesBuyersNip(view) ? 'UPR' : 'PARAGON';
  if (!invoice && titles.some((title) => /^\W*rachunek\s*(?:nr|numer|do\s|$|\d)/.test(title))) return 'RACHUNEK';
  if (all.some((text) => /procedura\s*marzy/.test(text))) return 'MARZA';
  return 'VAT';
}

/** Each segment with what stands to its right at word distance: titles in spaced type come in pieces. */
function joinRow(row: readonly Segment[]): { segment: Segment; folded: string; cy: number }[] {
  return row.map((segment, i) => {
    let folded = segment.folded, last = segment;
    for (const next of row.slice(i + 1)) {
      if (next.x0 - last.x1 > 1.6) break;
      folded += ` ${next.folded}`;
      last = next;
    }
    return { segment, folded, cy: segment.cy };
  });
}

/** Segments that may be the title: they begin with a document word, in the upper half of the first page and not among the items, and name no other document. */
function titleTexts({ sheet, labels }: LabelledSheet): string[] {
  const page = sheet.pages[0];
  if (!page) return [];
  const items = Math.min(...headerRowsOf(page));
  return page.rows.slice(0, Number.isFinite(items) ? items : undefined).flatMap(joinRow).filter((segment) => segment.cy < page.height * 0.5 && TITLE.test(segment.folded))
    .filter(({ segment }) => !(labels.get(segment) ?? []).some(({ key, start }) => key === 'faktura_korygowana' && start < 3) || /^\W*(?:faktura\s*)?korekt\w*\s*(?:faktury\s*)?(?:vat\s*)?(?:nr|numer|\w*$)/.test(segment.folded))
    .map(({ folded }) => folded.slice(0, 70));
}
