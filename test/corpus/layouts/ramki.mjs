import { buildInvoice } from '../invoice.mjs';
import { drawTable } from '../draw/table.mjs';

const EDGE = [0.15, 0.15, 0.15];

/** A form of framed cells: every fact in a box of its own under a small label; items over pages that repeat the frame; totals in boxes at the end. */
export default {
  name: 'ramki',
  families: ['roboto-condensed', 'dejavu-condensed'],
  style: { date: 'dash', places: 2, nip: 'person', account: 'grouped' },
  build: (random) => buildInvoice(random, { count: random.int(10, 25), trade: random.pick(['budowlany', 'spozywczy', 'biurowy']), numbers: ['branch', 'letters', 'monthly'], mpp: 0.6, payment: ['przelew', 'przelew', 'gotowka'], method: 'pozycje' }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const { traps } = invoice;
    const cell = (x, y, w, h, label, texts, size = 9.5, weight = 'bold') => {
      sheet.box(x, y, w, h, { border: EDGE });
      sheet.text(label, x + 4, y + 8.5, { size: 6.5, color: [0.35, 0.35, 0.35] });
      let at = y + 21;
      for (const text of texts) at = sheet.paragraph(text, x + 4, at, { size, weight, width: w - 8, leading: size * 1.2 });
    };
    const top = (first) => {
      cell(35, 30, 210, 34, 'FAKTURA VAT NR', [first ? ink.number() : invoice.number], 11.5);
      cell(245, 30, 105, 34, 'DATA WYSTAWIENIA', [first ? ink.issued() : ink.plainDate(invoice.issue)]);
      cell(350, 30, 105, 34, 'DATA DOSTAWY / WYKONANIA', [first ? ink.sold() : ink.plainDate(invoice.sale)]);
      sheet.box(455, 30, 105, 34, { border: EDGE });
    };
    top(true);
    cell(35, 64, 262, 74, 'SPRZEDAWCA', [ink.name('seller'), ...ink.address('seller'), `NIP ${ink.nip('seller')}`], 9, 'regular');
    cell(297, 64, 263, 74, 'NABYWCA', [ink.name('buyer'), ...ink.address('buyer'), `NIP ${ink.nip('buyer')}`], 9, 'regular');
    const bank = invoice.payment === 'przelew';
    cell(35, 138, 100, 32, 'SPOSÓB ZAPŁATY', [ink.payment()], 9, 'regular');
    cell(135, 138, 110, 32, 'TERMIN ZAPŁATY', [bank ? ink.due() : '---'], 9, 'regular');
    cell(245, 138, 315, 32, 'NR RACHUNKU BANKOWEGO', [bank ? `${ink.account()}  ${invoice.seller.account.bank}` : 'nie dotyczy'], 8.5, 'regular');
    cell(35, 170, 175, 30, 'ZAMÓWIENIE NR / Z DNIA', [`${traps.order} / ${ink.plainDate(traps.orderDate)}`], 8, 'regular');
    cell(210, 170, 175, 30, 'DOKUMENT WYDANIA', [traps.wz], 8, 'regular');
    cell(385, 170, 175, 30, 'KOD NABYWCY', [traps.customer], 8, 'regular');
    const specs = [['lp', 'Lp.', 22], ['nazwa', 'NAZWA TOWARU LUB USŁUGI', 158], ['kod', 'EAN', 66], ['jednostka', 'JM', 28], ['ilosc', 'ILOŚĆ', 42], ['cena_netto', 'CENA NETTO', 48], ['wartosc_netto', 'WARTOŚĆ NETTO', 54], ['stawka_vat', 'VAT %', 28],
      ['wartosc_vat', 'KWOTA VAT', 38], ['wartosc_brutto', 'WARTOŚĆ BRUTTO', 41]];
    const onBreak = () => { sheet.newPage(); top(false); return 74; };
    let y = drawTable(sheet, { x: 35, y: 208, columns: ink.itemColumns(specs), rows: invoice.lines, size: 7.6, headSize: 6.3, lineColor: EDGE, pad: 4, bottom: 600, onBreak });
    if (y > 590) y = onBreak();
    this.totals(sheet, ink, y + 12, cell, random);
    sheet.onEveryPage((page, count) => {
      sheet.text(`Strona ${page} z ${count}`, 507, 51, { size: 9, align: 'center' });
      sheet.text(`${invoice.seller.name} | tel. ${invoice.seller.phone} | REGON ${invoice.seller.regon} | BDO ${traps.bdo}`, 35, 818, { size: 6.5, color: [0.4, 0.4, 0.4] });
    });
  },

  totals(sheet, ink, y, cell, random) {
    const { invoice } = ink;
    const rates = ink.rateColumns([['stawka', 'STAWKA', 50], ['netto', 'NETTO', 75], ['vat', 'VAT', 65], ['brutto', 'BRUTTO', 75]]);
    const bottom = drawTable(sheet, { x: 295, y, columns: rates, rows: invoice.rows, size: 8, headSize: 6.5, lineColor: EDGE });
    cell(295, bottom, 125, 32, 'RAZEM NETTO', [`${ink.net()}`], 10);
    cell(420, bottom, 140, 32, 'RAZEM VAT', [`${ink.vat()}`], 10);
    cell(295, bottom + 32, 265, 38, `WARTOŚĆ FAKTURY BRUTTO (${ink.currency()})`, [ink.gross()], 14);
    cell(35, y, 250, 46, 'SŁOWNIE', [ink.words()], 8.5, 'regular');
    if (invoice.mpp) cell(35, y + 46, 250, 30, 'ADNOTACJE', [ink.mpp(random.pick(['mechanizm podzielonej płatności', 'MECHANIZM PODZIELONEJ PŁATNOŚCI (MPP)']))], 8.5);
    if (invoice.ksef) cell(35, y + 76, 250, 30, 'NR KSEF', [ink.ksef()], 8.5, 'regular');
    const foot = Math.max(bottom + 78, y + 112);
    cell(35, foot, 262, 48, 'WYSTAWIŁ (podpis)', [invoice.traps.issuer], 8, 'italic');
    cell(297, foot, 263, 48, 'ODEBRAŁ (podpis)', ['']);
  },
};
