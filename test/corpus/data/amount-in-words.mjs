/** Amounts in Polish words, as accountants print them. Form rule: 1 / 2-4 except 12-14 / the rest. */

const ONES = ['', 'jeden', 'dwa', 'trzy', 'cztery', 'pięć', 'sześć', 'siedem', 'osiem', 'dziewięć', 'dziesięć', 'jedenaście', 'dwanaście',
  'trzynaście', 'czternaście', 'piętnaście', 'szesnaście', 'siedemnaście', 'osiemnaście', 'dziewiętnaście'];
const TENS = ['', '', 'dwadzieścia', 'trzydzieści', 'czterdzieści', 'pięćdziesiąt', 'sześćdziesiąt', 'siedemdziesiąt', 'osiemdziesiąt', 'dziewięćdziesiąt'];
const HUNDREDS = ['', 'sto', 'dwieście', 'trzysta', 'czterysta', 'pięćset', 'sześćset', 'siedemset', 'osiemset', 'dziewięćset'];
const SCALES = [null, ['tysiąc', 'tysiące', 'tysięcy'], ['milion', 'miliony', 'milionów']];
const UNITS = { PLN: ['złoty', 'złote', 'złotych'], EUR: ['euro', 'euro', 'euro'] };

const form = (n, [one, few, many]) => n === 1 ? one : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? few : many;

function triple(n) {
  const rest = n % 100;
  const tail = rest < 20 ? [ONES[rest]] : [TENS[Math.floor(rest / 10)], ONES[rest % 10]];
  return [HUNDREDS[Math.floor(n / 100)], ...tail].filter(Boolean).join(' ');
}

/** @param {number} n whole, 0 to 999 999 999 */
export function numberInWords(n) {
  if (n === 0) return 'zero';
  const parts = [];
  for (let scale = 2; scale >= 0; scale--) {
    const part = Math.floor(n / 1000 ** scale) % 1000;
    if (part === 0) continue;
    if (scale === 0) parts.push(triple(part));
    else parts.push(...(part === 1 ? [] : [triple(part)]), form(part, SCALES[scale]));
  }
  return parts.join(' ');
}

/**
 * @param {number} cents grosze or euro cents
 * @param {'PLN'|'EUR'} currency
 * @param {'fraction'|'words'|'code'} style `… złote 56/100`, `… złote pięćdziesiąt sześć groszy`, `… PLN 56/100`
 */
export function amountInWords(cents, currency, style = 'fraction') {
  const whole = Math.floor(Math.abs(cents) / 100);
  const rest = Math.abs(cents) % 100;
  const minus = cents < 0 ? 'minus ' : '';
  const words = `${minus}${numberInWords(whole)}`;
  if (style === 'code') return `${words} ${currency} ${String(rest).padStart(2, '0')}/100`;
  const unit = form(whole, UNITS[currency]);
  if (style === 'words' && currency === 'PLN') return `${words} ${unit} ${numberInWords(rest)} ${form(rest, ['grosz', 'grosze', 'groszy'])}`;
  return `${words} ${unit} ${String(rest).padStart(2, '0')}/100`;
}
