import { buildFinal } from '../invoice.mjs';
import { drawPairs } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';

/** The final invoice after an advance: items of the whole order, the advance taken off, and the remainder, which is what the invoice amounts to. */
export default {
  name: 'rozliczeniowa',
  families: ['source-serif', 'dejavu-serif'],
  build: (random) => buildFinal(random, { count: random.int(1, 5), trade: random.pick(['przemysl', 'budowlany', 'uslugi']), ksef: 0.3, mpp: 0.3 }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    ink.items = invoice.order;
    sheet.text(invoice.seller.www, 50, 44, { size: 8 });
    sheet.text(`Faktura ${random.pick(['rozliczeniowa', 'końcowa'])} ${ink.number()}`, 50, 74, { size: 17, weight: 'bold' });
    const facts = [['Miejsce i data wystawienia', `${invoice.place}, ${ink.issued()}`], ['Data zakończenia dostawy/usługi', ink.sold()], ['Metoda płatności', ink.payment()], ['Termin', ink.due()]];
    let y = drawPairs(sheet, facts, { x: 50, y: 96, valueX: 225, size: 9.5, labelColor: [0.35, 0.35, 0.35] }) + 8;
    const tops = ['seller', 'buyer'].map((side, i) => {
      const x = 50 + i * 255;
      sheet.text(i ? 'NABYWCA' : 'SPRZEDAWCA', x, y, { size: 8.5, weight: 'bold' });
      sheet.line(x, y + 4, x + 235, y + 4, { thickness: 0.5 });
      const at = sheet.paragraph(ink.name(side), x, y + 18, { size: 10.5, width: 235 });
      return sheet.stack([...ink.address(side), `NIP: ${ink.nip(side)}`], x, at, { size: 9.5 });
    });
    y = Math.max(...tops) + 10;
    const specs = [['lp', 'Lp.', 26], ['nazwa', 'Nazwa', 165], ['jednostka', 'J.m.', 36], ['ilosc', 'Ilość', 46], ['cena_netto', 'Cena netto', 58], ['wartosc_netto', 'Wartość netto', 64], ['stawka_vat', 'VAT', 36], ['wartosc_brutto', 'Wartość brutto', 64]];
    y = drawTable(sheet, { x: 50, y, columns: ink.itemColumns(specs), rows: invoice.order, size: 8.5, headSize: 7.5, grid: 'all', lineColor: [0.65, 0.65, 0.65], pad: 3.5 });
    sheet.text(`Wartość zamówienia: netto ${ink.amount(invoice.orderTotal.net)}, VAT ${ink.amount(invoice.orderTotal.vat)}, brutto ${ink.amount(invoice.orderTotal.gross)}`, 545, y + 15, { size: 8.5, align: 'right' });
    y += 34;
    sheet.text('Rozliczone zaliczki', 50, y, { size: 10, weight: 'bold' });
    const advance = [['Faktura zaliczkowa', 150, () => invoice.advanceNumber], ['Z dnia', 85, () => ink.plainDate(invoice.advanceDate)], ['Netto', 80, (row) => ink.amount(row.net)], ['VAT', 80, (row) => ink.amount(row.vat)], ['Brutto', 100, (row) => ink.amount(row.gross)]];
    y = drawTable(sheet, { x: 50, y: y + 6, columns: advance.map(([title, width, cell], i) => ({ title, width, cell, align: i > 1 ? 'right' : 'left' })), rows: [invoice.advanceTotal], size: 8.5, headSize: 7.5, grid: 'rows' }) + 22;
    sheet.text('Pozostało do rozliczenia', 50, y, { size: 10, weight: 'bold' });
    const rates = ink.rateColumns([['stawka', 'Stawka VAT', 90], ['netto', 'Wartość netto', 130], ['vat', 'Kwota VAT', 130], ['brutto', 'Wartość brutto', 145]]);
    y = drawTable(sheet, { x: 50, y: y + 6, columns: rates, rows: [...invoice.rows, ink.totalRow('Razem')], size: 9, headSize: 8, grid: 'rows', pad: 3.5, rowWeight: (row) => row.sum ? 'bold' : 'regular' });
    sheet.text(`Do zapłaty: ${ink.money(invoice.left)}`, 545, y + 24, { size: 13, weight: 'bold', align: 'right' });
    y = sheet.paragraph(`Słownie: ${ink.words()}`, 50, y + 42, { size: 9.5, width: 495, weight: 'italic' }) + 4;
    sheet.text(`Numer konta: ${ink.account()} w ${invoice.seller.account.bank}`, 50, y, { size: 9.5, width: 495 });
    if (invoice.mpp) sheet.text(ink.mpp('mechanizm podzielonej płatności'), 50, y += 15, { size: 9.5, weight: 'bold' });
    if (invoice.ksef) sheet.text(`Numer KSeF: ${ink.ksef()}`, 50, y += 15, { size: 9 });
    sheet.text(`Uwagi: zamówienie ${invoice.traps.order}, protokół odbioru z ${ink.plainDate(invoice.traps.orderDate)}`, 50, y + 16, { size: 8.5 });
    sheet.text(`REGON ${invoice.seller.regon}, KRS ${invoice.seller.krs}, tel. ${invoice.seller.phone}`, 297, 812, { size: 7.5, align: 'center' });
  },
};
