/** How values are printed, and what they are worth when read back: every printed form belongs to one normalised value. */

const MONTHS = ['stycznia', 'lutego', 'marca', 'kwietnia', 'maja', 'czerwca', 'lipca', 'sierpnia', 'września', 'października', 'listopada', 'grudnia'];
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** @param {string} iso @param {string} style */
export function printDate(iso, style) {
  const [y, m, d] = iso.split('-');
  switch (style) {
    case 'dots': return `${d}.${m}.${y}`;
    case 'dots-r': return `${d}.${m}.${y} r.`;
    case 'dash': return `${d}-${m}-${y}`;
    case 'slash': return `${d}/${m}/${y}`;
    case 'words': return `${Number(d)} ${MONTHS[Number(m) - 1]} ${y} r.`;
    case 'roman': return `${Number(d)} ${ROMAN[Number(m) - 1]} ${y}`;
    case 'year-dots': return `${y}.${m}.${d}`;
    default: return iso;
  }
}

/** @param {string} iso @param {number} days @returns {string} ISO date */
export function addDays(iso, days) {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Decimal string of the contract. @param {number} grosze */
export function decimal(grosze) {
  const digits = String(Math.abs(grosze)).padStart(3, '0');
  return `${grosze < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * @param {number} grosze
 * @param {{group?: string, point?: string, trailingMinus?: boolean, minus?: string}} style
 */
export function printAmount(grosze, { group = ' ', point = ',', trailingMinus = false, minus = '-' } = {}) {
  const digits = String(Math.abs(grosze)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
  const text = `${whole}${point}${digits.slice(-2)}`;
  if (grosze >= 0) return text;
  return trailingMinus ? `${text}-` : `${minus}${text}`;
}

/** Quantity in thousandths, without needless zeros. @param {number} thousandths @param {string} point @param {number} places fixed places, or -1 */
export function printQuantity(thousandths, point = ',', places = -1) {
  const sign = thousandths < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(thousandths) / 1000);
  const rest = String(Math.abs(thousandths) % 1000).padStart(3, '0');
  const fraction = places >= 0 ? rest.slice(0, places).padEnd(places, '0') : rest.replace(/0+$/, '');
  return fraction ? `${sign}${whole}${point}${fraction}` : `${sign}${whole}`;
}

/** @param {string} nip @param {string} style */
export function printNip(nip, style) {
  if (/^[A-Z]/.test(nip)) return nip;
  switch (style) {
    case 'company': return `${nip.slice(0, 3)}-${nip.slice(3, 5)}-${nip.slice(5, 7)}-${nip.slice(7)}`;
    case 'person': return `${nip.slice(0, 3)}-${nip.slice(3, 6)}-${nip.slice(6, 8)}-${nip.slice(8)}`;
    case 'spaced': return `${nip.slice(0, 3)} ${nip.slice(3, 6)} ${nip.slice(6, 8)} ${nip.slice(8)}`;
    case 'eu': return `PL${nip}`;
    case 'eu-spaced': return `PL ${nip}`;
    default: return nip;
  }
}

/** @param {string} nrb @param {string} style */
export function printAccount(nrb, style) {
  const groups = `${nrb.slice(0, 2)} ${nrb.slice(2).replace(/(\d{4})(?=\d)/g, '$1 ')}`;
  switch (style) {
    case 'plain': return nrb;
    case 'iban': return `PL${groups}`;
    case 'iban-spaced': return `PL ${groups}`;
    case 'dashes': return groups.replaceAll(' ', '-');
    default: return groups;
  }
}

/** @param {string} rate @param {string} style */
export function printRate(rate, style) {
  if (!/^\d+$/.test(rate)) return style === 'upper' ? rate.toUpperCase() : style === 'dot' && rate === 'zw' ? 'zw.' : rate;
  switch (style) {
    case 'bare': return rate;
    case 'space': return `${rate} %`;
    case 'places': return `${rate},00 %`;
    default: return `${rate}%`;
  }
}
