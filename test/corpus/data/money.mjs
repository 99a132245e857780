/** VAT arithmetic in integer grosze, as art. 106e of the VAT act has it: halves away from zero. */

/** Division rounded half away from zero. @param {number} a @param {number} b positive */
export const divideRounded = (a, b) => Math.sign(a) * Math.floor((Math.abs(a) * 2 + b) / (2 * b));

/** Percent of a rate name; zero for zw, np, oo. @param {string} rate */
export const ratePercent = (rate) => /^\d+$/.test(rate) ? Number(rate) : 0;

/** @param {number} net grosze @param {string} rate */
export const vatOf = (net, rate) => divideRounded(net * ratePercent(rate), 100);

/** Tax inside a gross amount. @param {number} gross grosze @param {string} rate */
export const vatInside = (gross, rate) => divideRounded(gross * ratePercent(rate), 100 + ratePercent(rate));

/**
 * Quantity times price. @param {number} quantity thousandths @param {number} price grosze
 * @param {number} discount whole percent
 */
export const lineValue = (quantity, price, discount = 0) => divideRounded(quantity * price * (100 - discount), 100000);

/**
 * The value of a line in all its parts.
 * @param {{quantity: number, price: number, rate: string, discount?: number}} line price is gross when `fromGross`
 * @param {boolean} fromGross
 */
export function valueLine(line, fromGross) {
  const value = lineValue(line.quantity, line.price, line.discount ?? 0);
  const vat = fromGross ? vatInside(value, line.rate) : vatOf(value, line.rate);
  const net = fromGross ? value - vat : value;
  return { ...line, net, vat, gross: net + vat };
}

/**
 * One row per rate. `suma`: tax of the summed net; `pozycje`: sum of the lines' tax; `brutto`: tax inside the summed gross.
 * @param {readonly {rate: string, net: number, vat: number, gross: number}[]} lines
 * @param {'suma'|'pozycje'|'brutto'} method
 */
export function summariseRates(lines, method) {
  const rates = [...new Set(lines.map((line) => line.rate))];
  return rates.map((rate) => {
    const own = lines.filter((line) => line.rate === rate);
    const sum = (key) => own.reduce((total, line) => total + line[key], 0);
    if (method === 'brutto') {
      const gross = sum('gross');
      const vat = vatInside(gross, rate);
      return { rate, net: gross - vat, vat, gross };
    }
    const net = sum('net');
    const vat = method === 'suma' ? vatOf(net, rate) : sum('vat');
    return { rate, net, vat, gross: net + vat };
  });
}

/** @param {readonly {net: number, vat: number, gross: number}[]} rows */
export const totalOf = (rows) => ({
  net: rows.reduce((sum, row) => sum + row.net, 0),
  vat: rows.reduce((sum, row) => sum + row.vat, 0),
  gross: rows.reduce((sum, row) => sum + row.gross, 0),
});
