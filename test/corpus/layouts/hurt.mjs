import { buildInvoice } from '../invoice.mjs';
import { lighten } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';

const BLUE = [0.1, 0.25, 0.5];

/** A wholesaler's sheet in landscape: three blocks in a row, many columns with discounts and codes, striped rows, sums at the foot of the last page. */
export default {
  name: 'hurt',
  families: ['roboto', 'open-sans'],
  size: [841.89, 595.28],
  style: { date: 'year-dots', rate: 'bare', places: 0 },
  build: (random) => buildInvoice(random, { count: random.int(6, 25), trade: random.pick(['spozywczy', 'przemysl', 'budowlany']), discounts: true, numbers: ['branch', 'erp', 'first'], payment: ['przelew', 'przelew', 'inna', 'gotowka'], mpp: 0.4, ksef: 0.3, method: random.pick(['suma', 'pozycje']) }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const { traps, seller } = invoice;
    const head = (number) => {
      sheet.box(30, 24, 782, 26, { fill: BLUE });
      sheet.text('FAKTURA SPRZEDAŻY', 40, 42, { size: 13, weight: 'bold', color: [1, 1, 1] });
      sheet.text(`Nr dokumentu: ${number}`, 802, 42, { size: 12, weight: 'bold', align: 'right', color: [1, 1, 1] });
    };
    head(ink.number());
    const block = (x, title, texts) => {
      sheet.text(title, x, 66, { size: 8, weight: 'bold', color: BLUE });
      let y = 79;
      for (const [text, weight] of texts) y = sheet.paragraph(text, x, y, { size: 9, weight, width: 250, leading: 11.5 });
      return y;
    };
    const party = (side) => [[ink.name(side), 'bold'], ...ink.address(side).map((text) => [text, 'regular']), [`NIP: ${ink.nip(side)}`, 'regular']];
    const bottoms = [block(34, 'DOSTAWCA', [...party('seller'), [`BDO ${traps.bdo}, KRS ${seller.krs}`, 'regular']]), block(300, 'KUPUJĄCY', [...party('buyer'), [`Kod klienta ${traps.customer}`, 'regular']])];
    const facts = [`Data dokumentu: ${ink.issued()}`, `Data wydania: ${ink.sold()}`, `Płatność: ${ink.payment()}`, invoice.payment === 'przelew' ? `Termin: ${ink.due()} (${invoice.terms} dni)` : null, `WZ: ${traps.wz}`, `Zam.: ${traps.order} z ${ink.plainDate(traps.orderDate)}`];
    bottoms.push(block(568, 'DOKUMENT', facts.filter(Boolean).map((text) => [text, 'regular'])));
    const specs = [['lp', 'Lp', 26], ['kod', 'Kod EAN', 82], ['nazwa', 'Nazwa towaru', 224], ['ilosc', 'Ilość', 46], ['jednostka', 'Jm', 42], ['cena_netto', 'Cena kat.', 56], ['rabat', 'Rabat', 40], ['wartosc_netto', 'Wart. netto', 72], ['stawka_vat', 'VAT %', 40], ['wartosc_vat', 'VAT', 70], ['wartosc_brutto', 'Wart. brutto', 84]];
    const onBreak = () => { sheet.newPage(); head(invoice.number); return 62; };
    let y = drawTable(sheet, { x: 30, y: Math.max(...bottoms) + 2, columns: ink.itemColumns(specs), rows: invoice.lines, size: 8, headSize: 7.5, headFill: lighten(BLUE, 0.8), grid: 'head', zebra: [0.95, 0.96, 0.98], ...random.pick([{ pad: 3, bottom: 480 }, { pad: 6, bottom: 370 }]), onBreak, lineColor: BLUE });
    if (y > 400) y = onBreak();
    this.totals(sheet, ink, y + 12, random);
    sheet.onEveryPage((page, count) => {
      sheet.line(30, 562, 812, 562, { thickness: 0.4 });
      sheet.text(`${seller.name}, ${seller.www}, infolinia ${seller.phone}. Kapitał zakładowy 250 000,00 zł wpłacony w całości.`, 34, 573, { size: 6.5, color: [0.4, 0.4, 0.4] });
      sheet.text(`Strona ${page}/${count}`, 808, 573, { size: 7.5, align: 'right' });
    });
  },

  totals(sheet, ink, y, random) {
    const { invoice } = ink;
    const rates = ink.rateColumns([['stawka', 'Stawka', 60], ['netto', 'Netto', 80], ['vat', 'VAT', 75], ['brutto', 'Brutto', 85]]);
    const bottom = drawTable(sheet, { x: 512, y, columns: rates, rows: [...invoice.rows, ink.totalRow('Suma')], size: 8.5, headFill: lighten(BLUE, 0.8), lineColor: BLUE, rowWeight: (row) => row.sum ? 'bold' : 'regular' });
    sheet.text('Należność ogółem', 640, bottom + 20, { size: 10, weight: 'bold', align: 'right' });
    sheet.text(`${ink.amount(invoice.total.gross)} ${ink.currency()}`, 808, bottom + 20, { size: 13, weight: 'bold', align: 'right', color: BLUE });
    let at = sheet.paragraph(`Słownie złotych: ${ink.words()}`, 34, y + 12, { size: 8.5, width: 440 }) + 4;
    if (invoice.payment === 'przelew') {
      sheet.text(`Rachunek: ${ink.account()} – ${invoice.seller.account.bank}`, 34, at, { size: 9 });
      at += 14;
    }
    if (invoice.mpp) sheet.text(ink.mpp(random.pick(['Mechanizm podzielonej płatności', 'MPP - mechanizm podzielonej płatności'])), 34, at, { size: 9, weight: 'bold' });
    if (invoice.ksef) sheet.text(`ID KSeF: ${ink.ksef()}`, 34, at + 14, { size: 8.5 });
    sheet.text(`Wystawił: ${invoice.traps.issuer}     Odebrał: ..............................`, 34, at + 40, { size: 8.5 });
  },
};
