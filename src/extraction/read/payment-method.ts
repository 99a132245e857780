import { fold } from './normalise-text';
import type { Token } from './scan-values';

const METHODS: readonly (readonly [RegExp, string])[] = [
  [/blik|mobiln\w*|payu|przelewy\s?24|paypal|tpay|dotpay|google\s?pay|apple\s?pay/, 'mobilna'],
  [/got[o6]w\w*|cash\b|bargeld|\bbar\b/, 'gotowka'],
  [/kart[aąyo]\w*|terminal\w*|\bcard\b|kreditkarte|credit card/, 'karta'],
  [/przelew\w*|polecenie\s*przelewu|bank\s*transfer|wire\s*transfer|transfer\b|uberweisung\w*|platnosc\s*odroczona|banktransfer/, 'przelew'],
  [/kompensat\w*|za\s*pobraniem|pobranie\w*|barter|potraceni\w*/, 'inna'],
  [/\bbon\b|talon\w*/, 'bon'],
  [/\bczek\w*|cheque/, 'czek'],
  [/kredyt\b|\braty\b|\brat[ay]ln\w*/, 'kredyt'],
];

const PHRASE = /(?:zap[lt1]acon[oa]|op[lt1]acon[oa]|p[lt1]atn[eya]|p[lt1]atnosc|paid\s*(?:by|in)|zap[lt1]ata)\s*:?\s*(?:w\s*calosci\s*)?(?:przelewem|przelew|got[o6]wk[aąę]|gotowka|karta|blik|kart[aą]\s*platnicza|by\s*card|in\s*cash|kart[aą])/;

/**
 * Payment methods named in a text, in normal form: gotowka, karta, bon, czek, kredyt, przelew, mobilna, inna (the order of FA(3) codes).
 * With `phrasesOnly` a bare word is not enough: it must say that the invoice was or is to be paid so.
 */
export function scanPaymentWords(text: string, phrasesOnly: boolean): Token[] {
  const folded = fold(text);
  const phrase = phrasesOnly ? PHRASE.exec(folded) : null;
  if (phrasesOnly && !phrase) return [];
  const from = phrase?.index ?? 0, scope = phrase?.[0] ?? folded;
  const found: Token[] = [];
  for (const [pattern, value] of METHODS) {
    const match = pattern.exec(scope);
    if (match) found.push({ value, start: from + match.index, end: from + match.index + match[0].length, repaired: false });
  }
  return found.sort((a, b) => a.start - b.start);
}
