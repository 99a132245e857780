import { fold } from './normalise-text';

const PERCENT_RATES = ['23', '22', '8', '7', '5', '4', '3', '0'];

/**
 * The code of a printed VAT rate ("23%", "23,00 %", "zw.", "np", "oo", "0% WDT"), or null for anything outside the closed set.
 * A rate without further words is its bare number: `0` does not claim to be domestic.
 */
export function parseVatRate(text: string): string | null {
  const plain = fold(text).replace(/\s+/g, ' ').trim().replace(/^(?:vat|stawka|ptu|w tym|w tym:)\s*:?\s*/, '');
  const bare = plain.replace(/[.\s]/g, '');
  if (/^(?:zw|zwol|zwoln|zwolniony|zwolniona|zwolnione|zwolnionezvat|zwolnionez|exempt)%?$/.test(bare)) return 'zw';
  if (/^(?:np|niepodl|niepodlega|npodl|notapplicable)%?$/.test(bare)) return 'np';
  if (/^npii$/.test(bare)) return 'np II';
  if (/^npi$/.test(bare)) return 'np I';
  if (/^(?:oo|odwrotneobciazenie|odwrobc|reversecharge)$/.test(bare)) return 'oo';
  if (/^(?:marza)$/.test(bare)) return 'marza';
  const either = /^(\d{1,2}) ?% ?(?:lub|albo|or|i|\/) ?\d{1,2} ?%$/.exec(plain);
  if (either) return parseVatRate(`${either[1]}%`);
  if (/^zwolnion\w+ (?:z|od) (?:opodatk|podatk|vat)/.test(plain)) return 'zw';
  const zero = /^0(?:,00|\.00)? ?%? ?-? ?(kr|wdt|ex|eksport|export)$/.exec(plain);
  if (zero) return `0 ${zero[1] === 'kr' ? 'KR' : zero[1] === 'wdt' ? 'WDT' : 'EX'}`;
  if (bare === 'wdt') return '0 WDT';
  const percent = /^(\d{1,2})(?:[.,]0{1,3})? ?%?$/.exec(plain);
  return percent && PERCENT_RATES.includes(percent[1] ?? '') ? percent[1] ?? null : null;
}

const DAMAGED: readonly (readonly [RegExp, string])[] = [
  [/^[2z][3s]?[3s](?:%|96|0\/0|°\/o|o\/o|\/o|9b|9)?$/i, '23'], [/^[2z]3(?:%|96|0\/0|°\/o|o\/o)$/i, '23'],
  [/^[8b](?:%|96|0\/0|°\/o|o\/o)$/i, '8'], [/^[5s](?:%|96|0\/0|°\/o|o\/o)$/i, '5'],
  [/^[0o](?:%|96|0\/0|°\/o|o\/o)$/i, '0'], [/^(?:zvv|2w|zw|z\.w\.?)$/i, 'zw'],
];

/** A rate cell as a recogniser may have left it ("2396", "Z3%", "B%", "zvv"), snapped to the closed set, or null. */
export function parseDamagedVatRate(text: string): string | null {
  const strict = parseVatRate(text);
  if (strict !== null) return strict;
  const bare = text.replace(/\s/g, '');
  return DAMAGED.find(([pattern]) => pattern.test(bare))?.[1] ?? null;
}

/** A rate in per cent somewhere in a text. */
export const RATE_WITHIN = /\d{1,2}(?:[.,]00?0?)?\s?%/;

/** Percent of a rate code that carries tax, 0 for the others, null for codes that say nothing about the arithmetic. */
export function ratePercent(rate: string): number | null {
  if (/^\d+$/.test(rate)) return Number(rate);
  if (/^0 |^zw$|^np|^oo$/.test(rate)) return 0;
  return null;
}

/** VAT of a net sum in grosze, half away from zero: art. 106e ust. 11 of the VAT act. */
export function vatOfNet(net: number, percent: number): number {
  return Math.sign(net) * Math.floor((Math.abs(net) * percent + 50) / 100);
}

/** VAT contained in a gross sum in grosze: art. 106e ust. 7. */
export function vatOfGross(gross: number, percent: number): number {
  const divisor = 100 + percent;
  return Math.sign(gross) * Math.floor((2 * Math.abs(gross) * percent + divisor) / (2 * divisor));
}
