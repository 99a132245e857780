import { FIELD_NAMES, ROUTES } from '../extraction/extraction.types';
import type { FieldName, Route } from '../extraction/extraction.types';
import { characterAccuracy } from './character-accuracy';
import type { CharacterScore } from './character-accuracy';
import type { InvoiceScore, Verdict } from './score-invoice';

/** Fields made of digits: numbers, dates, tax numbers, amounts, accounts. */
export const DIGIT_FIELDS: ReadonlySet<FieldName> = new Set<FieldName>([
  'numer_faktury', 'data_wystawienia', 'data_sprzedazy', 'termin_platnosci', 'sprzedawca_nip', 'nabywca_nip', 'suma_netto', 'suma_vat', 'suma_brutto', 'numer_konta',
]);

/** One document of a run. What could not be read at all has `failed` and the score of `scoreUnread`. */
export interface CaseResult {
  readonly case: string;
  readonly tier: string;
  readonly layout: string;
  readonly score: InvoiceScore;
  readonly failed?: boolean;
  readonly characters?: readonly CharacterScore[];
  readonly milliseconds?: number;
}

export type Verdicts = Record<Verdict, number>;

export interface TierSummary {
  readonly tier: string;
  readonly documents: number;
  readonly failed: number;
  readonly fields: Readonly<Record<FieldName, Verdicts>>;
  readonly total: Verdicts;
  /** Right over visible (right, wrong and missing), 0..1; `null` when nothing is visible. */
  readonly headerAccuracy: number | null;
  readonly digitAccuracy: number | null;
  readonly invented: number;
  readonly rodzajRight: number;
  readonly rows: { readonly expected: number; readonly right: number; readonly cellAccuracy: number | null };
  readonly vatRows: { readonly expected: number; readonly right: number; readonly cellAccuracy: number | null };
  readonly routes: Readonly<Record<Route, number>>;
  /** Documents accepted unseen although a value is wrong or invented, and the number of such values: what must be none. */
  readonly falseAccepts: { readonly documents: number; readonly values: number; readonly required: number };
  readonly characterAccuracy: number | null;
  readonly polishAccuracy: number | null;
  readonly missedLines: number | null;
  readonly meanMilliseconds: number | null;
}

/** Per tier, in the order in which tiers first occur, and over all of them under the name `all`. */
export function summarise(results: readonly CaseResult[]): TierSummary[] {
  const tiers = [...new Set(results.map(({ tier }) => tier))];
  const summaries = tiers.map((tier) => summariseTier(tier, results.filter((result) => result.tier === tier)));
  return tiers.length > 1 ? [...summaries, summariseTier('all', results)] : summaries;
}

const noVerdicts = (): Verdicts => ({ right: 0, wrong: 0, missing: 0, invented: 0, correct_null: 0 });
const visible = ({ right, wrong, missing }: Verdicts): number => right + wrong + missing;
const share = (part: number, whole: number): number | null => whole === 0 ? null : part / whole;
const sum = <T>(list: readonly T[], value: (item: T) => number): number => list.reduce((total, item) => total + value(item), 0);

function summariseTier(tier: string, results: readonly CaseResult[]): TierSummary {
  const scores = results.map(({ score }) => score);
  const fields = Object.fromEntries(FIELD_NAMES.map((field) => [field, noVerdicts()])) as Record<FieldName, Verdicts>;
  for (const score of scores) for (const { field, verdict } of score.fields) fields[field][verdict]++;
  const total = addVerdicts(Object.values(fields));
  const digits = addVerdicts(FIELD_NAMES.filter((field) => DIGIT_FIELDS.has(field)).map((field) => fields[field]));
  const accepted = scores.filter(({ route, falseFields }) => route === 'auto_accept' && falseFields.length > 0);
  const characters = results.flatMap((result) => result.characters ?? []);
  const timed = results.flatMap(({ milliseconds }) => milliseconds === undefined ? [] : [milliseconds]);
  return {
    tier, documents: results.length, failed: results.filter(({ failed }) => failed).length, fields, total,
    headerAccuracy: share(total.right, visible(total)), digitAccuracy: share(digits.right, visible(digits)), invented: total.invented,
    rodzajRight: results.filter(({ score, failed }) => score.rodzaj.right && !failed).length,
    rows: summariseRows(scores.flatMap(({ pozycje }) => pozycje ? [pozycje] : [])), vatRows: summariseRows(scores.map(({ podsumowanieVat }) => podsumowanieVat)),
    routes: Object.fromEntries(ROUTES.map((route) => [route, scores.filter((score) => score.route === route).length])) as Record<Route, number>,
    falseAccepts: { documents: accepted.length, values: sum(accepted, ({ falseFields }) => falseFields.length), required: sum(accepted, ({ falseRequired }) => falseRequired.length) },
    characterAccuracy: characters.length === 0 ? null : characterAccuracy({ characters: sum(characters, (c) => c.characters), errors: sum(characters, (c) => c.errors) }),
    polishAccuracy: share(sum(characters, (c) => c.polishRight), sum(characters, (c) => c.polish)),
    missedLines: share(sum(characters, (c) => c.missedLines), sum(characters, (c) => c.lines)),
    meanMilliseconds: share(sum(timed, (ms) => ms), timed.length),
  };
}

function addVerdicts(list: readonly Verdicts[]): Verdicts {
  const total = noVerdicts();
  for (const verdicts of list) for (const key of Object.keys(total) as Verdict[]) total[key] += verdicts[key];
  return total;
}

function summariseRows(rows: readonly { expected: number; right: number; cells: number; cellsRight: number }[]): TierSummary['rows'] {
  return { expected: sum(rows, (row) => row.expected), right: sum(rows, (row) => row.right), cellAccuracy: share(sum(rows, (row) => row.cellsRight), sum(rows, (row) => row.cells)) };
}

export const accuracyOf = (verdicts: Verdicts): number | null => share(verdicts.right, visible(verdicts));
export const visibleOf = visible;
