/** Parts that several layouts share without making them alike: a mark for a logo, a payment slip, rows of label and value. */

const TONES = [[0.13, 0.3, 0.52], [0.5, 0.12, 0.15], [0.1, 0.4, 0.3], [0.35, 0.2, 0.45], [0.75, 0.4, 0.05], [0.2, 0.2, 0.22]];

/** @param {import('../random.mjs').Random} random @returns {number[]} a dark tone for bars and logos */
export const pickTone = (random) => random.pick(TONES);

/** @param {number[]} tone @param {number} share how far towards white */
export const lighten = (tone, share) => tone.map((part) => part + (1 - part) * share);

/** An invented mark. @param {import('./sheet.mjs').Sheet} sheet @param {number} x @param {number} y top @param {number} size @param {number[]} tone @param {import('../random.mjs').Random} random */
export function drawLogo(sheet, x, y, size, tone, random) {
  const shape = random.int(0, 2);
  if (shape === 0) {
    sheet.disc(x + size / 2, y + size / 2, size / 2, tone);
    sheet.disc(x + size * 0.62, y + size * 0.4, size / 4, [1, 1, 1]);
  } else if (shape === 1) {
    for (let i = 0; i < 3; i++) sheet.box(x + (i * size) / 3, y + (2 - i) * size * 0.2, size / 4, size * (0.6 + i * 0.2), { fill: lighten(tone, i * 0.25) });
  } else {
    sheet.box(x, y, size, size, { fill: tone });
    sheet.box(x + size * 0.2, y + size * 0.2, size * 0.35, size * 0.35, { fill: [1, 1, 1] });
  }
}

/**
 * Rows of label and value. @param {import('./sheet.mjs').Sheet} sheet @param {[string, string][]} pairs
 * @param {{x: number, y: number, valueX: number, size?: number, leading?: number, valueAlign?: 'left'|'right', boldValue?: boolean, boldLabel?: boolean, labelColor?: number[], valueWidth?: number}} options
 * @returns {number} next free baseline
 */
export function drawPairs(sheet, pairs, { x, y, valueX, size = 9, leading = size * 1.45, valueAlign = 'left', boldValue = false, boldLabel = false, labelColor, valueWidth }) {
  for (const [label, value] of pairs) {
    sheet.text(label, x, y, { size, weight: boldLabel ? 'bold' : 'regular', ...(labelColor ? { color: labelColor } : {}) });
    sheet.text(value, valueX, y, { size, weight: boldValue ? 'bold' : 'regular', align: valueAlign, ...(valueWidth ? { width: valueWidth } : {}) });
    y += leading;
  }
  return y;
}

/** Signatures at the foot. @param {import('./sheet.mjs').Sheet} sheet @param {number} y @param {string} issuer @param {[number, number]} xs */
export function drawSignatures(sheet, y, issuer, [left, right] = [60, 370]) {
  sheet.text(issuer, left + 75, y - 4, { size: 8, align: 'center' });
  for (const [x, text] of [[left, 'Osoba upoważniona do wystawienia'], [right, 'Osoba upoważniona do odbioru']]) {
    sheet.line(x, y, x + 150, y, { thickness: 0.5, dash: [2, 2] });
    sheet.text(text, x + 75, y + 9, { size: 7, align: 'center', color: [0.35, 0.35, 0.35] });
  }
}

/** A payment slip: account and amount once more, in boxes. @param {import('./sheet.mjs').Sheet} sheet @param {import('../ink.mjs').Ink} ink @param {number} y top @param {{amount: number, title: string}} slip */
export function drawSlip(sheet, ink, y, { amount, title }) {
  const { seller, buyer } = ink.invoice;
  sheet.line(30, y, sheet.width - 30, y, { dash: [4, 3], thickness: 0.7 });
  sheet.text('polecenie przelewu / wpłata gotówkowa', 40, y + 14, { size: 8, weight: 'bold' });
  const cell = (label, text, top, digits = false) => {
    sheet.text(label, 40, top, { size: 6, color: [0.4, 0.4, 0.4] });
    sheet.box(40, top + 3, 515, 16, { border: [0.6, 0.6, 0.6] });
    sheet.text(text, 46, top + 14.5, { size: digits ? 10 : 9, width: 505 });
  };
  cell('nazwa odbiorcy', seller.name, y + 26);
  cell('nr rachunku odbiorcy', ink.account(), y + 52, true);
  sheet.text('waluta', 40, y + 78, { size: 6, color: [0.4, 0.4, 0.4] });
  sheet.text('kwota', 120, y + 78, { size: 6, color: [0.4, 0.4, 0.4] });
  sheet.box(40, y + 81, 60, 16, { border: [0.6, 0.6, 0.6] });
  sheet.text(ink.invoice.currency, 70, y + 92.5, { size: 9, align: 'center' });
  sheet.box(120, y + 81, 150, 16, { border: [0.6, 0.6, 0.6] });
  sheet.text(`*${ink.amount(amount)}*`, 260, y + 92.5, { size: 10, align: 'right' });
  cell('nazwa zleceniodawcy', `${buyer.name}, ${buyer.town}`, y + 104);
  cell('tytułem', title, y + 130);
}
