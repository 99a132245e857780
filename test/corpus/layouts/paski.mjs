import { buildInvoice } from '../invoice.mjs';
import { lighten, pickTone } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';

/** A web invoicing service: coloured bars, labels above their values, no vertical lines, two accounts with currency tags, totals in a tinted box. */
export default {
  name: 'paski',
  families: ['open-sans', 'barlow'],
  style: { date: 'iso' },
  build: (random) => buildInvoice(random, { count: random.int(1, 7), method: random.pick(['suma', 'pozycje']), trade: random.pick(['uslugi', 'biurowy', 'przemysl']), payment: ['przelew', 'przelew', 'karta', 'mobilna'] }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const tone = pickTone(random);
    const pale = lighten(tone, 0.88);
    const white = [1, 1, 1];
    sheet.box(0, 0, sheet.width, 70, { fill: tone });
    sheet.text('FAKTURA', 40, 34, { size: 22, weight: 'bold', color: white });
    sheet.text(ink.number(), 40, 56, { size: 13, color: white });
    sheet.text(invoice.seller.name, 555, 34, { size: 9, color: white, align: 'right', width: 330 });
    sheet.text(invoice.seller.www, 555, 50, { size: 8, color: white, align: 'right' });

    const cells = [['Data wystawienia', ink.issued()], ['Data sprzedaży', random.chance(0.75) ? ink.sold() : null], ['Termin płatności', invoice.payment === 'przelew' ? ink.due() : null],
      ['Metoda płatności', ink.payment()], ['Miejsce wystawienia', invoice.place]].filter(([, value]) => value !== null);
    cells.forEach(([label, value], i) => {
      const x = 40 + i * (515 / cells.length);
      sheet.text(label, x, 92, { size: 7.5, color: [0.45, 0.45, 0.45] });
      sheet.text(value, x, 106, { size: 10, weight: 'bold', width: 515 / cells.length - 8 });
    });

    this.party(sheet, ink, 'seller', 'SPRZEDAWCA', 40, tone);
    this.party(sheet, ink, 'buyer', 'NABYWCA', 307, tone);
    let y = 222;
    const columns = ink.itemColumns([['lp', '#', 22], ['nazwa', 'Nazwa', 186], ['ilosc', 'Ilość', 44], ['jednostka', 'Jedn.', 40], ['cena_netto', 'Cena jedn.\nnetto', 62], ['stawka_vat', 'Stawka\nVAT', 45],
      ['wartosc_netto', 'Wartość\nnetto', 58], ['wartosc_brutto', 'Wartość\nbrutto', 58]]);
    y = drawTable(sheet, { x: 40, y, columns, rows: invoice.lines, size: 8.5, headSize: 7.5, headFill: tone, headColor: white, grid: 'rows', lineColor: lighten(tone, 0.7), pad: 5 });
    y = this.summary(sheet, ink, y + 14, tone, pale);
    y = this.payment(sheet, ink, y + 20, random);
    if (invoice.ksef) {
      sheet.text('Numer identyfikujący fakturę w KSeF', 40, y + 8, { size: 7.5, color: [0.45, 0.45, 0.45] });
      sheet.text(ink.ksef(), 40, y + 21, { size: 10, weight: 'bold' });
    }
    sheet.box(0, 806, sheet.width, 36, { fill: pale });
    sheet.text(`${invoice.seller.email}   |   ${invoice.seller.phone}   |   REGON ${invoice.seller.regon}   |   KRS ${invoice.seller.krs}   |   Strona 1/1`, 297, 827, { size: 7.5, align: 'center' });
  },

  party(sheet, ink, side, title, x, tone) {
    sheet.box(x, 122, 248, 16, { fill: tone });
    sheet.text(title, x + 6, 133.5, { size: 8.5, weight: 'bold', color: [1, 1, 1] });
    let y = sheet.paragraph(ink.name(side), x + 6, 154, { size: 9.5, weight: 'bold', width: 236 });
    y = sheet.stack(ink.address(side), x + 6, y, { size: 9 });
    sheet.text(`NIP ${ink.nip(side)}`, x + 6, y + 2, { size: 9 });
  },

  summary(sheet, ink, y, tone, pale) {
    const columns = ink.rateColumns([['stawka', 'Stawka', 60], ['netto', 'Wartość netto', 80], ['vat', 'Kwota VAT', 70], ['brutto', 'Wartość brutto', 80]]);
    const bottom = drawTable(sheet, { x: 265, y, columns, rows: [...ink.invoice.rows, ink.totalRow('Razem')], size: 8.5, headSize: 7.5, grid: 'rows', lineColor: lighten(tone, 0.7), pad: 4, rowWeight: (row) => row.sum ? 'bold' : 'regular' });
    sheet.box(265, bottom + 10, 290, 40, { fill: pale });
    const open = ink.invoice.left;
    sheet.text('Do zapłaty', 275, bottom + 35, { size: 11, weight: 'bold', color: tone });
    sheet.text(ink.money(open), 547, bottom + 36, { size: 16, weight: 'bold', align: 'right', color: tone });
    if (ink.invoice.paid) sheet.text(`Opłacono ${ink.money(ink.invoice.paid)} w dniu ${ink.plainDate(ink.invoice.issue)}`, 40, bottom + 34, { size: 9 });
    sheet.paragraph(`Kwota słownie: ${ink.words(open || ink.invoice.total.gross)}`, 40, y + 12, { size: 8.5, width: 210 });
    return bottom + 62;
  },

  payment(sheet, ink, y, random) {
    const { invoice } = ink;
    if (invoice.payment === 'przelew') {
      sheet.text('Rachunki bankowe', 40, y, { size: 8.5, weight: 'bold' });
      const own = `PLN: ${ink.account()}  ${invoice.seller.account.bank}`;
      const other = `EUR: ${ink.plainAccount(invoice.otherAccount.nrb)}  SWIFT ${invoice.otherAccount.swift}`;
      const texts = random.chance(0.5) ? [own, other] : [other, own];
      y = sheet.stack(random.chance(0.6) ? texts : [own], 40, y + 14, { size: 9 });
    }
    if (invoice.mpp) {
      sheet.text(`Uwagi: ${ink.mpp('mechanizm podzielonej płatności')}`, 40, y + 6, { size: 9 });
      y += 16;
    }
    if (random.chance(0.5)) {
      sheet.text(`Numer zamówienia: ${invoice.traps.order}; umowa ${invoice.traps.contract}`, 40, y + 6, { size: 8 });
      y += 14;
    }
    return y;
  },
};
