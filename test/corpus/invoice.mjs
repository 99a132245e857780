/** One invoice as data, before anybody draws it: parties, lines, tax, dates, payment. All money in integer grosze (or euro cents). */
import { makeKsefNumber, makeAccount } from './data/identifiers.mjs';
import { TRADES, makeLines } from './data/goods.mjs';
import { divideRounded, summariseRates, totalOf, valueLine, vatInside } from './data/money.mjs';
import { makeParty } from './data/parties.mjs';
import { addDays } from './data/print-forms.mjs';

/**
 * @typedef {{rodzaj?: string, count?: number, trade?: keyof typeof TRADES, goods?: any[], rate?: string, currency?: 'PLN'|'EUR', method?: 'suma'|'pozycje'|'brutto',
 *   discounts?: boolean, payment?: string[], paidPart?: number, ksef?: number, mpp?: number, seller?: object, buyer?: object, parties?: object, numbers?: string[],
 *   terms?: number[], maxQuantity?: number, sameSaleDay?: number}} Plan what a layout asks for; probabilities are 0..1
 */

const RATE_ORDER = ['23', '22', '8', '7', '5', '0', 'zw', 'np', 'oo'];
const PAYMENTS = {
  przelew: ['przelew', 'Przelew', 'przelew bankowy', 'PRZELEW'], gotowka: ['gotówka', 'Gotówka', 'gotówką'], karta: ['karta płatnicza', 'karta'],
  mobilna: ['BLIK'], inna: ['za pobraniem', 'kompensata'],
};
const NUMBER_SHAPES = {
  plain: (n, y, m) => `FV/${n}/${m}/${y}`, yearly: (n, y) => `${n}/${y}`, first: (n, y, m) => `${y}/${m}/${String(n).padStart(4, '0')}`,
  branch: (n, y, m, r) => `FS-${n}/${y.slice(2)}/${r.pick(['WA', 'KR', 'ŁD', 'GD'])}`, erp: (n, y, m, r) => `F${String(n).padStart(7, '0')}/${r.digits(4)}/${y.slice(2)}`,
  spaced: (n, y) => `FV ${n}/${y}`, letters: (n, y, m, r) => `FA/${String(n).padStart(6, '0')}/${y.slice(2)}/${r.pick(['K', 'S', 'M'])}`,
  monthly: (n, y, m) => `${n}/${m}/${y}/FVS`, dashes: (n, y, m) => `${y}-${m}-${String(n).padStart(3, '0')}`, kor: (n, y, m) => `KOR/${n}/${m}/${y}`, fks: (n, y) => `FKS-${n}/${y}`,
  zal: (n, y, m) => `ZAL/${n}/${m}/${y}`, roz: (n, y, m) => `FR/${n}/${m}/${y}`, proforma: (n, y, m) => `PRO/${n}/${m}/${y}`, media: (n, y, m, r) => `${r.digits(8)}/${n}/${y.slice(2)}`,
};

/** @param {import('./random.mjs').Random} random @param {string[]} shapes @param {string} date */
export function makeNumber(random, shapes, date) {
  const [year, month] = date.split('-');
  return NUMBER_SHAPES[random.pick(shapes)](random.int(1, 980), year, month, random);
}

const byRate = (rows) => [...rows].sort((a, b) => RATE_ORDER.indexOf(a.rate) - RATE_ORDER.indexOf(b.rate));

/** @param {import('./random.mjs').Random} random @param {Plan} plan */
export function buildInvoice(random, plan) {
  const issue = addDays('2024-01-08', random.int(0, 840));
  const method = plan.method ?? 'suma';
  const lines = makeLines(random.fork('lines'), {
    count: plan.count ?? random.int(1, 6), goods: plan.goods ?? TRADES[plan.trade ?? random.pick(['budowlany', 'spozywczy', 'biurowy', 'uslugi', 'przemysl'])],
    rate: plan.rate, maxQuantity: plan.maxQuantity,
  }).map((line) => valueLine({ ...line, code: `${random.pick(['590', '590', '978'])}${random.digits(10)}`, discount: plan.discounts && random.chance(0.6) ? random.pick([2, 3, 5, 7, 10, 12]) : 0 }, method === 'brutto'));
  const rows = byRate(summariseRates(lines, method));
  const total = totalOf(rows);
  const currency = plan.currency ?? 'PLN';
  const payment = random.pick(plan.payment ?? ['przelew', 'przelew', 'przelew', 'gotowka', 'karta']);
  const terms = random.pick(plan.terms ?? [7, 14, 14, 21, 30, 45, 60]);
  const parties = plan.parties ?? { seller: makeParty(random.fork('seller'), plan.seller), buyer: makeParty(random.fork('buyer'), { person: random.chance(0.08), ...plan.buyer }) };
  const cash = payment !== 'przelew' && payment !== 'inna';
  const paid = cash && plan.paidPart === undefined ? total.gross : plan.paidPart && random.chance(0.5) ? divideRounded(total.gross * random.int(10, 60), 100) : 0;
  const invoice = {
    rodzaj: plan.rodzaj ?? 'VAT', number: makeNumber(random, plan.numbers ?? ['plain', 'yearly', 'first', 'branch', 'letters', 'spaced', 'monthly', 'dashes'], issue),
    issue, sale: random.chance(plan.sameSaleDay ?? 0.45) ? issue : addDays(issue, -random.int(1, 20)), due: addDays(issue, cash ? 0 : terms), terms: cash ? 0 : terms,
    ...parties, place: parties.seller.city, lines, rows, total, method, currency, payment, paymentText: random.pick(PAYMENTS[payment]), paid, left: total.gross - paid,
    ksef: random.chance(plan.ksef ?? 0.25) ? makeKsefNumber(random, parties.seller.nip, addDays(issue, random.int(0, 1))) : null,
    mpp: random.chance(plan.mpp ?? 0.15), otherAccount: makeAccount(random), traps: makeTraps(random.fork('traps'), issue),
  };
  if (currency === 'EUR') Object.assign(invoice, exchange(random, issue, rows));
  return invoice;
}

/** Numbers and dates that stand on paper and belong to no field. */
function makeTraps(random, issue) {
  const [year] = issue.split('-');
  return {
    order: random.pick([`ZAM/${random.int(100, 9999)}/${year}`, `ZO-${random.digits(6)}`, `${random.digits(8)}`]), orderDate: addDays(issue, -random.int(3, 30)),
    wz: `WZ/${random.int(1, 999)}/${random.pick(['01', 'MG', 'M1'])}/${year}`, printed: `${addDays(issue, random.int(0, 9))} ${random.int(7, 19)}:${random.int(10, 59)}`,
    contract: `U/${random.int(1, 400)}/${year}`, customer: random.digits(7), bdo: `000${random.digits(6)}`, issuer: random.pick(['Ż. Mącznik', 'Grażyna Ośmiałek', 'J. Świder', 'Łucja Ćwik']),
  };
}

function exchange(random, issue, rows) {
  const rate = random.int(41800, 43900);
  const day = addDays(issue, -1);
  return {
    rate, rateText: `${String(rate).slice(0, 1)},${String(rate).slice(1)}`, rateDay: day, rateTable: `${String(random.int(1, 252)).padStart(3, '0')}/A/NBP/${day.slice(0, 4)}`,
    rowsPln: rows.map((row) => ({ rate: row.rate, net: divideRounded(row.net * rate, 10000), vat: divideRounded(row.vat * rate, 10000) })),
  };
}

const subtract = (after, before) => ({ ...after, net: after.net - before.net, vat: after.vat - before.vat, gross: after.gross - before.gross });

/** A correction of an invoice: lines before, after, and what changed. Totals become the difference. @param {import('./random.mjs').Random} random @param {Plan} plan */
export function buildCorrection(random, plan) {
  const base = buildInvoice(random, { ...plan, rodzaj: 'KOR', payment: ['przelew'], numbers: plan.numbers ?? ['kor', 'fks'] });
  const touched = new Set(random.shuffle(base.lines.map((_, i) => i)).slice(0, random.int(1, Math.min(2, base.lines.length))));
  const cheaper = random.chance(0.35);
  const after = base.lines.map((line, i) => {
    if (!touched.has(i)) return line;
    const change = cheaper ? { price: divideRounded(line.price * random.int(75, 95), 100) } : { quantity: line.quantity - 1000 * random.int(1, Math.max(1, Math.floor(line.quantity / 1000))) };
    return valueLine({ ...line, ...change }, base.method === 'brutto');
  });
  const rowsBefore = base.rows;
  const rowsAfter = byRate(summariseRates(after, base.method));
  const rows = rowsAfter.map((row, i) => subtract(row, rowsBefore[i])).filter((row) => row.gross !== 0);
  const total = totalOf(rows);
  const correctedDate = addDays(base.issue, -random.int(5, 60));
  const differences = after.map((line, i) => ({ ...subtract(line, base.lines[i]), quantity: line.quantity - base.lines[i].quantity, priceChange: line.price - base.lines[i].price })).filter((_, i) => touched.has(i));
  return {
    ...base, before: base.lines, after, differences, rowsBefore, rowsAfter, rows, total, totalBefore: totalOf(rowsBefore), totalAfter: totalOf(rowsAfter), paid: 0, left: total.gross,
    correctedNumber: makeNumber(random, ['plain', 'yearly', 'letters'], correctedDate), correctedDate, sale: correctedDate,
    reason: cheaper ? random.pick(['rabat potransakcyjny', 'błędna cena jednostkowa', 'pomyłka w cenie']) : random.pick(['zwrot towaru', 'pomyłka w ilości', 'uszkodzenie w transporcie – zwrot']),
  };
}

/** An advance invoice: the order in full, tax on the payment received. @param {import('./random.mjs').Random} random @param {Plan} plan */
export function buildAdvance(random, plan) {
  const base = buildInvoice(random, { ...plan, rodzaj: 'ZAL', numbers: plan.numbers ?? ['zal'], payment: ['przelew'] });
  const share = random.pick([20, 30, 40, 50]);
  const rows = base.rows.map((row) => {
    const gross = divideRounded(row.gross * share, 100);
    const vat = vatInside(gross, row.rate);
    return { rate: row.rate, net: gross - vat, vat, gross };
  });
  const total = totalOf(rows);
  return { ...base, order: base.lines, orderRows: base.rows, orderTotal: base.total, share, rows, total, paid: total.gross, left: 0, sale: addDays(base.issue, -random.int(0, 4)) };
}

/** The final invoice after an advance: lines of the full order, totals of what remains. @param {import('./random.mjs').Random} random @param {Plan} plan */
export function buildFinal(random, plan) {
  const advance = buildAdvance(random, { ...plan, numbers: plan.numbers ?? ['roz'] });
  const rows = advance.orderRows.map((row, i) => ({ ...subtract(row, advance.rows[i]) }));
  const total = totalOf(rows);
  const advanceDate = addDays(advance.issue, -random.int(15, 70));
  return {
    ...advance, rodzaj: 'ROZ', rows, total, paid: 0, left: total.gross, advanceTotal: advance.total, advanceRows: advance.rows, advanceDate, advanceNumber: makeNumber(random, ['zal'], advanceDate),
    sale: addDays(advance.issue, -random.int(0, 10)),
  };
}
