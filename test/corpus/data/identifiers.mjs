/** Numbers with correct check digits, and the checks themselves (the specs of the corpus use both). */

const weighted = (digits, weights) => weights.reduce((sum, w, i) => sum + w * Number(digits[i]), 0);
const NIP_WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7];
const REGON_WEIGHTS = [8, 9, 2, 3, 4, 5, 6, 7];
const SORT_CODE_WEIGHTS = [3, 9, 7, 1, 3, 9, 7];

/** @param {string} nip */
export const nipIsValid = (nip) => /^[1-9](\d[1-9]|[1-9]\d)\d{7}$/.test(nip) && weighted(nip, NIP_WEIGHTS) % 11 === Number(nip[9]);

/** @param {import('../random.mjs').Random} random @returns {string} ten digits */
export function makeNip(random) {
  for (;;) {
    const body = `${random.int(5, 9)}${random.int(1, 9)}${random.digits(7)}`;
    const nip = `${body}${weighted(body, NIP_WEIGHTS) % 11}`;
    if (nip.length === 10) return nip;
  }
}

/** @param {import('../random.mjs').Random} random @returns {string} nine digits */
export function makeRegon(random) {
  const body = `${random.int(1, 3)}${random.digits(7)}`;
  return `${body}${(weighted(body, REGON_WEIGHTS) % 11) % 10}`;
}

/** Court register number: ten digits, no check digit. @param {import('../random.mjs').Random} random */
export const makeKrs = (random) => `0000${random.int(1, 9)}${random.digits(5)}`;

/** @param {string} nrb 26 digits */
export const nrbIsValid = (nrb) => /^\d{26}$/.test(nrb) && BigInt(`${nrb.slice(2)}2521${nrb.slice(0, 2)}`) % 97n === 1n;

/** Names are invented; the three-digit prefixes too belong to no bank that this project knows. */
export const BANKS = [
  ['171', 'Bank Nadwiślański S.A.', 'BNADPLPW'], ['172', 'Bank Żuławski S.A.', 'BZULPLPG'], ['223', 'Pierwszy Bank Kupiecki S.A.', 'PBKUPLPK'],
  ['237', 'Bank Świętokrzyski S.A.', 'BSWKPLPC'], ['886', 'Bank Spółdzielczy w Łęgu', 'BSLEPLP1'], ['251', 'Bank Środkowy S.A.', 'BSRDPLPW'],
];

/**
 * @param {import('../random.mjs').Random} random
 * @returns {{nrb: string, bank: string, swift: string}} a Polish account with right check digits, at an invented bank
 */
export function makeAccount(random) {
  const [prefix, bank, swift] = random.pick(BANKS);
  const code = `${prefix}${random.digits(4)}`;
  const sortCode = `${code}${(10 - (weighted(code, SORT_CODE_WEIGHTS) % 10)) % 10}`;
  const body = `${sortCode}${random.pick(['0000', `000${random.int(1, 9)}`, random.digits(4)])}${random.digits(12)}`;
  const check = 98n - (BigInt(`${body}252100`) % 97n);
  return { nrb: `${String(check).padStart(2, '0')}${body}`, bank, swift };
}

/** CRC-8 as the KSeF documentation has it: polynomial 0x07, start 0, over the first 32 characters. @param {string} text */
export function crc8(text) {
  let crc = 0;
  for (const byte of Buffer.from(text, 'ascii')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : (crc << 1) & 0xff;
  }
  return crc.toString(16).toUpperCase().padStart(2, '0');
}

/** @param {string} number */
export function ksefIsValid(number) {
  const shape = /^(\d{10})-(\d{8})-[0-9A-F]{12}-([0-9A-F]{2})$/.exec(number);
  return shape !== null && nipIsValid(shape[1]) && crc8(number.slice(0, 32)) === shape[3];
}

/** @param {import('../random.mjs').Random} random @param {string} nip @param {string} isoDate day of acceptance */
export function makeKsefNumber(random, nip, isoDate) {
  const hex = Array.from({ length: 12 }, () => random.pick([...'0123456789ABCDEF'])).join('');
  const body = `${nip}-${isoDate.replaceAll('-', '')}-${hex}`;
  return `${body}-${crc8(body)}`;
}
