import { buildInvoice } from '../invoice.mjs';
import { drawPairs } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';

const DASH = { dash: [4, 2.5], thickness: 0.8 };

/** A line-printer listing of an ERP system: one typewriter face, dashed rules, no colour, many lines over several pages with sums carried forward. */
export default {
  name: 'erp-mono',
  families: ['courier-prime', 'roboto-mono', 'dejavu-mono'],
  style: { date: 'iso', group: ' ', places: 2, rate: 'bare', nip: 'company', words: 'fraction', currency: 'PLN' },
  build: (random) => buildInvoice(random, { count: random.int(12, 25), trade: random.pick(['budowlany', 'biurowy', 'przemysl', 'spozywczy']), numbers: ['erp', 'letters', 'first'], payment: ['przelew', 'przelew', 'gotowka'], ksef: 0.15, mpp: 0.3 }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const { traps, seller } = invoice;
    if (random.chance(0.4)) ink.style.point = '.';
    if (ink.style.point === '.') ink.style.group = random.pick([' ', ',']);
    sheet.text(`FAKTURA VAT NR ${ink.number()}`, 36, 50, { size: 12, weight: 'bold' });
    sheet.text('ORYGINAŁ', 559, 50, { size: 9, align: 'right' });
    const pay = invoice.payment === 'przelew' ? [['Termin płatności', ink.due()], ['Nr rachunku', ink.account()]] : [];
    sheet.line(36, 58, 559, 58, DASH);
    const left = drawPairs(sheet, [['Data wystawienia', ink.issued()], ['Data sprzedaży', ink.sold()], ['Zamówienie', traps.order], ['Dokument WZ', traps.wz]].map(([a, b]) => [a, `: ${b}`]), { x: 36, y: 72, valueX: 136, size: 8 });
    drawPairs(sheet, [['Forma płatności', ink.payment()], ...pay, ['Kod klienta', traps.customer]].map(([a, b]) => [a, `: ${b}`]), { x: 270, y: 72, valueX: 362, size: 8, valueWidth: 197 });
    sheet.line(36, left, 559, left, DASH);
    const bottoms = ['seller', 'buyer'].map((side, i) => {
      const x = 36 + i * 266;
      sheet.text(i ? 'NABYWCA' : 'SPRZEDAWCA', x, left + 14, { size: 8, weight: 'bold' });
      const y = sheet.stack([ink.name(side), ...ink.address(side), `NIP: ${ink.nip(side)}`], x, left + 26, { size: 8, width: 252 });
      return i ? y : sheet.stack([`REGON: ${seller.regon}  BDO: ${traps.bdo}`], x, y, { size: 8 });
    });
    const specs = [['lp', 'Lp', 24], ['kod', 'Indeks', 72], ['nazwa', 'Nazwa', 154], ['jednostka', 'Jm', 34], ['ilosc', 'Ilość', 44], ['cena_netto', 'Cena netto', 54], ['wartosc_netto', 'Wart.netto', 62], ['stawka_vat', 'VAT', 26], ['wartosc_vat', 'Kwota VAT', 54]];
    const carried = (next) => invoice.lines.slice(0, next).reduce((sum, line) => sum + line.net, 0);
    const carry = (label, next, y) => {
      sheet.text(label, 300, y, { size: 7.5 });
      sheet.text(ink.amount(carried(next)), 478, y, { size: 7.5, align: 'right' });
    };
    const onBreak = (next) => {
      carry('Do przeniesienia', next, 640);
      sheet.newPage();
      sheet.text(`FAKTURA VAT NR ${invoice.number} - ciąg dalszy`, 36, 50, { size: 9, weight: 'bold' });
      carry('Z przeniesienia', next, 66);
      return 72;
    };
    let y = Math.max(...bottoms) + 4;
    y = drawTable(sheet, { x: 36, y, columns: ink.itemColumns(specs), rows: invoice.lines, size: 7.4, headSize: 7.2, grid: 'head', pad: 3.4, bottom: 600, headWeight: 'regular', onBreak, lineColor: [0.3, 0.3, 0.3] });
    if (y > 600) {
      sheet.newPage();
      y = 44;
    }
    this.totals(sheet, ink, y, random);
    sheet.onEveryPage((page, count) => sheet.text(`Strona ${page}/${count}   Wydruk: ${traps.printed}   Operator: ${traps.issuer}`, 559, 818, { size: 7, align: 'right' }));
  },

  totals(sheet, ink, y, random) {
    const { invoice } = ink;
    sheet.line(36, y + 2, 559, y + 2, DASH);
    const rates = ink.rateColumns([['stawka', 'Stawka', 60], ['netto', 'Netto', 90], ['vat', 'VAT', 80], ['brutto', 'Brutto', 90]]);
    y = drawTable(sheet, { x: 239, y: y + 8, columns: rates, rows: [...invoice.rows, ink.totalRow('RAZEM')], size: 8, grid: 'head', pad: 2.4, headWeight: 'regular', rowWeight: (row) => row.sum ? 'bold' : 'regular' });
    sheet.line(36, y + 8, 559, y + 8, DASH);
    sheet.text(`DO ZAPŁATY: ${ink.money(invoice.left)}`, 36, y + 26, { size: 11, weight: 'bold' });
    if (invoice.paid) sheet.text(`Zapłacono: ${ink.money(invoice.paid)}`, 559, y + 26, { size: 9, align: 'right' });
    y = sheet.paragraph(`Słownie: ${ink.words(invoice.left || invoice.total.gross)}`, 36, y + 42, { size: 8, width: 520 });
    if (invoice.mpp) sheet.text(ink.mpp('MECHANIZM PODZIELONEJ PŁATNOŚCI'), 36, y + 4, { size: 8.5, weight: 'bold' });
    if (invoice.ksef) sheet.text(`Nr KSeF: ${ink.ksef()}`, 36, y + 18, { size: 8 });
    if (random.chance(0.5)) sheet.text(`Płatnik: ${invoice.buyer.name}`, 36, y + 32, { size: 8, width: 500 });
    sheet.text(`Wystawił(a): ${invoice.traps.issuer}        Odebrał(a): ....................`, 36, y + 62, { size: 8 });
  },
};
