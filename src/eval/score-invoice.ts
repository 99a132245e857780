import { FIELD_NAMES, REQUIRED_FIELDS } from '../extraction/extraction.types';
import type { ExtractedInvoice, FieldName, Rodzaj, Route } from '../extraction/extraction.types';
import { valuesAgree } from './compare-values';
import { scoreRows } from './score-rows';
import type { Row, RowsScore } from './score-rows';
import type { InvoiceTruth } from './truth.types';

/** `missing`: on the page, not given. `invented`: given, not on the page. `correct_null`: neither. */
export type Verdict = 'right' | 'wrong' | 'missing' | 'invented' | 'correct_null';

export interface FieldScore {
  readonly field: FieldName;
  readonly verdict: Verdict;
  readonly expected: string | boolean | null;
  readonly actual: string | boolean | null;
  readonly confidence: number | null;
}

export interface InvoiceScore {
  readonly fields: readonly FieldScore[];
  readonly rodzaj: { readonly expected: Rodzaj; readonly actual: Rodzaj; readonly right: boolean };
  /** `null` for corrections, where pages show rows before, after and of difference and the contract has one list. */
  readonly pozycje: RowsScore | null;
  readonly podsumowanieVat: RowsScore;
  readonly route: Route;
  /** Fields that are wrong or invented: what must never pass unseen. */
  readonly falseFields: readonly FieldName[];
  /** The same among the required fields. */
  readonly falseRequired: readonly FieldName[];
}

/** What a reading must offer to be scored; an `ExtractedInvoice` does. */
export type ScoredReading = Pick<ExtractedInvoice, 'rodzaj' | 'route' | 'pozycje' | 'podsumowanie_vat'> & {
  readonly fields: Readonly<Record<FieldName, { readonly value: string | boolean; readonly confidence: number } | null>>;
};

/** Compares one reading with what its page shows. Pure; the rules of agreement are those of `compare-values`. */
export function scoreInvoice(truth: InvoiceTruth, invoice: ScoredReading): InvoiceScore {
  const fields = FIELD_NAMES.flatMap((field) => { const expected = truth.fields[field]; return expected === undefined ? [] : [scoreField(field, expected, truth, invoice)]; });
  const falseFields = fields.filter(({ verdict }) => verdict === 'wrong' || verdict === 'invented').map(({ field }) => field);
  const required: ReadonlySet<FieldName> = new Set(REQUIRED_FIELDS);
  return {
    fields,
    rodzaj: { expected: truth.rodzaj, actual: invoice.rodzaj, right: truth.rodzaj === invoice.rodzaj },
    pozycje: truth.rodzaj.startsWith('KOR') ? null : scoreRows(asRows(truth.pozycje), asRows(invoice.pozycje)),
    podsumowanieVat: scoreRows(asRows(truth.podsumowanie_vat), asRows(invoice.podsumowanie_vat)),
    route: invoice.route,
    falseFields,
    falseRequired: falseFields.filter((field) => required.has(field)),
  };
}

/** The score of a document that could not be read: everything on the page is missing, nothing is invented. */
export function scoreUnread(truth: InvoiceTruth): InvoiceScore {
  const fields = Object.fromEntries(FIELD_NAMES.map((field) => [field, null])) as Record<FieldName, null>;
  return scoreInvoice(truth, { rodzaj: truth.rodzaj, route: 'full_review', pozycje: [], podsumowanie_vat: [], fields });
}

const asRows = (rows: readonly object[]): Row[] => rows.map((row) => ({ ...row }));

function scoreField(field: FieldName, expected: string | boolean | null, truth: InvoiceTruth, invoice: ScoredReading): FieldScore {
  const given = invoice.fields[field];
  // `mpp: false` says that the words are not on the page: the same as silence.
  const actual = given === null || given.value === false ? null : given.value;
  return { field, verdict: judge(field, expected, actual, truth.accepted?.[field] ?? []), expected, actual, confidence: given?.confidence ?? null };
}

function judge(field: FieldName, expected: string | boolean | null, actual: string | boolean | null, accepted: readonly string[]): Verdict {
  if (expected === null) return actual === null || accepted.some((value) => valuesAgree(field, value, actual)) ? 'correct_null' : 'invented';
  if (actual === null) return 'missing';
  return valuesAgree(field, expected, actual) || accepted.some((value) => valuesAgree(field, value, actual)) ? 'right' : 'wrong';
}
