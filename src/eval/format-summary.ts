import { FIELD_NAMES, ROUTES } from '../extraction/extraction.types';
import { DIGIT_FIELDS, accuracyOf, visibleOf } from './summarise';
import type { TierSummary } from './summarise';

const LABEL = 22;
const CELL = 16;
const percent = (value: number | null): string => value === null ? '-' : `${(value * 100).toFixed(1)} %`;

/** The summaries of one run as a table for people: a column per tier, a row per field, what decides at the foot. */
export function formatSummary(summaries: readonly TierSummary[]): string {
  const row = (label: string, cell: (tier: TierSummary) => string): string => label.padEnd(LABEL) + summaries.map((tier) => cell(tier).padStart(CELL)).join('');
  const rule = '-'.repeat(LABEL + CELL * summaries.length);
  const fieldRows = FIELD_NAMES.map((field) => row(`${DIGIT_FIELDS.has(field) ? '#' : ' '} ${field}`, ({ fields }) => {
    const { invented } = fields[field];
    return `${percent(accuracyOf(fields[field]))}${invented > 0 ? ` +${invented}` : ''}`;
  }));
  return [
    row('right of visible', ({ tier }) => tier), rule, ...fieldRows, rule,
    row('all header fields', ({ headerAccuracy }) => percent(headerAccuracy)),
    row('# digit-only fields', ({ digitAccuracy }) => percent(digitAccuracy)),
    row('visible / wrong', ({ total }) => `${visibleOf(total)} / ${total.wrong}`),
    row('missing / invented', ({ total }) => `${total.missing} / ${total.invented}`),
    row('rodzaj', ({ rodzajRight, documents }) => `${rodzajRight}/${documents}`),
    row('item rows / cells', ({ rows }) => `${rows.right}/${rows.expected} ${percent(rows.cellAccuracy)}`),
    row('VAT rows / cells', ({ vatRows }) => `${vatRows.right}/${vatRows.expected} ${percent(vatRows.cellAccuracy)}`),
    row('characters', (tier) => percent(tier.characterAccuracy)),
    row('Polish letters', (tier) => percent(tier.polishAccuracy)),
    row('lines not found', ({ missedLines }) => percent(missedLines)),
    rule,
    ...ROUTES.map((route) => row(route, ({ routes }) => String(routes[route]))),
    row('failed', ({ failed }) => String(failed)),
    row('false accepts', ({ falseAccepts }) => `${falseAccepts.documents} (${falseAccepts.values} values)`),
    row('ms per document', ({ meanMilliseconds }) => meanMilliseconds === null ? '-' : meanMilliseconds.toFixed(0)),
    row('documents', ({ documents }) => String(documents)),
    '', '+n: values invented, not on the page. false accepts: accepted unseen with a wrong or invented value.',
  ].join('\n');
}
