import type { Check, FieldName } from '../extraction.types';
import { textOf } from '../read/evidence';
import type { Place } from '../read/sheet.types';
import type { Candidate, Relation } from './label-values';

/** One reason to believe a value: `strength` is how often it alone would be right. */
export interface Evidence { readonly name: string; readonly strength: number }

/** The reading chosen for a field, with everything that speaks for it. Checks are added by validation, the number by scoring. */
export interface Finding {
  readonly value: string | boolean;
  readonly raw: string;
  readonly places: readonly Place[];
  readonly derived: boolean;
  /** 0..1: the chance that what the value rests on besides its characters is right: whose a block without a title is, whether the recogniser knows all letters. */
  readonly certainty: number;
  readonly evidence: readonly Evidence[];
  readonly checks: readonly Check[];
  readonly alternatives: readonly { readonly value: string; readonly strength: number }[];
}

export type Findings = Readonly<Record<FieldName, Finding | null>>;

const RELATION: Readonly<Record<Relation, number>> = { inline: 0.95, right: 0.93, below: 0.9, above: 0.7, block: 0.75, alone: 0.3 };

/** Another value with this share of the best one's strength makes either doubtful. */
export const RIVAL = 0.85;

/** How far the position beside its label alone makes a value credible. */
export function labelStrength(candidate: Candidate<unknown>): number {
  const base = RELATION[candidate.relation];
  if (!candidate.label) return base;
  return base * (0.5 + 0.5 * candidate.label.closeness) * (candidate.label.weak ? 0.93 : 1);
}

export function labelEvidence(candidate: Candidate<unknown>): Evidence {
  return { name: candidate.label ? 'label' : 'position', strength: labelStrength(candidate) };
}

/** A finding from the best of ranked candidates; the others become alternatives. */
export function toFinding(best: Candidate, evidence: readonly Evidence[], others: readonly { value: string; strength: number }[] = [], checks: readonly Check[] = []): Finding {
  return {
    value: best.value, raw: textOf(best.places), places: best.places, derived: false, certainty: 1, evidence,
    checks: best.repaired ? [...checks, { code: 'ocr_repaired', ok: true }] : checks,
    alternatives: others.filter(({ value }, i) => value !== best.value && others.findIndex((other) => other.value === value) === i).slice(0, 4),
  };
}

/** Values with all their candidates, the best supported first. Every further place adds to the support, less each time. */
export function rankByValue<T>(candidates: readonly Candidate<T>[], weigh: (candidate: Candidate<T>) => number): { value: T; strength: number; candidates: Candidate<T>[] }[] {
  const groups = new Map<T, { value: T; strength: number; candidates: Candidate<T>[]; weights: number[] }>();
  for (const candidate of candidates) {
    const group = groups.get(candidate.value) ?? { value: candidate.value, strength: 0, candidates: [], weights: [] };
    group.candidates.push(candidate);
    group.weights.push(weigh(candidate));
    groups.set(candidate.value, group);
  }
  for (const group of groups.values()) {
    group.candidates.sort((a, b) => weigh(b) - weigh(a));
    group.strength = group.weights.sort((a, b) => b - a).reduce((sum, weight, i) => sum + weight / 4 ** i, 0);
  }
  return [...groups.values()].sort((a, b) => b.strength - a.strength);
}
