import { buildAdvance } from '../invoice.mjs';
import { drawPairs, drawSignatures } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';

/** An advance invoice: the order in full with its value, then the tax on the payment received. The order's total is a trap, the payment is the sum. */
export default {
  name: 'zaliczka',
  families: ['source-serif', 'lora'],
  style: { date: 'dots-r' },
  build: (random) => buildAdvance(random, { count: random.int(1, 4), trade: random.pick(['przemysl', 'budowlany', 'uslugi']), ksef: 0.3, mpp: 0.2 }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    ink.items = invoice.order;
    sheet.text('Faktura zaliczkowa', 50, 58, { size: 20 });
    sheet.text(`nr ${ink.number()}`, 50, 80, { size: 13, weight: 'bold' });
    drawPairs(sheet, [['Wystawiono dnia', ink.issued()], ['Data otrzymania zapłaty', ink.sold()], ['Forma płatności', ink.payment()]], { x: 340, y: 50, valueX: 545, valueAlign: 'right', size: 9.5, labelColor: [0.4, 0.4, 0.4] });
    let y = 116;
    for (const [side, title] of [['buyer', 'Nabywca'], ['seller', 'Wystawca']]) {
      const x = side === 'buyer' ? 50 : 310;
      sheet.box(x, y - 12, 235, 90, { border: [0.6, 0.6, 0.6] });
      sheet.text(title, x + 8, y + 1, { size: 8, weight: 'italic' });
      const at = sheet.paragraph(ink.name(side), x + 8, y + 15, { size: 10, weight: 'bold', width: 220 });
      sheet.stack([...ink.address(side), `NIP: ${ink.nip(side)}`], x + 8, at, { size: 9 });
    }
    y = 220;
    sheet.text(`Zamówienie nr ${invoice.traps.order} z dnia ${ink.plainDate(invoice.traps.orderDate)}`, 50, y, { size: 10, weight: 'bold' });
    const specs = [['lp', 'Lp.', 26], ['nazwa', 'Przedmiot zamówienia', 195], ['ilosc', 'Ilość', 48], ['jednostka', 'Jm.', 36], ['cena_netto', 'Cena netto', 62], ['stawka_vat', 'VAT', 38], ['wartosc_brutto', 'Wartość z podatkiem', 90]];
    y = drawTable(sheet, { x: 50, y: y + 8, columns: ink.itemColumns(specs), rows: invoice.order, size: 9, headSize: 8, grid: 'rows', pad: 4 });
    sheet.text(`Wartość zamówienia brutto: ${ink.money(invoice.orderTotal.gross)}`, 545, y + 16, { size: 9.5, align: 'right' });
    sheet.text(`Otrzymana zaliczka (${invoice.share}% wartości zamówienia)`, 50, y + 40, { size: 10, weight: 'bold' });
    const rates = ink.rateColumns([['stawka', 'Stawka', 70], ['netto', 'Kwota netto', 90], ['vat', 'Kwota podatku', 90], ['brutto', 'Zaliczka brutto', 100]]);
    y = drawTable(sheet, { x: 50, y: y + 48, columns: rates, rows: [...invoice.rows, ink.totalRow('Razem')], size: 9, headSize: 8, grid: 'rows', pad: 4, rowWeight: (row) => row.sum ? 'bold' : 'regular' });
    sheet.text(`Zapłacono: ${ink.money(invoice.total.gross)}`, 50, y + 24, { size: 12, weight: 'bold' });
    sheet.text(`Pozostaje do zapłaty: ${ink.money(invoice.orderTotal.gross - invoice.total.gross)} (po wydaniu towaru)`, 50, y + 40, { size: 9.5 });
    y = sheet.paragraph(`Słownie: ${ink.words()}`, 50, y + 56, { size: 9.5, width: 480, weight: 'italic' }) + 4;
    if (random.chance(0.6)) sheet.text(`Rachunek: ${ink.account()}`, 50, y += 4, { size: 9.5 });
    if (invoice.ksef) sheet.text(`Nr KSeF: ${ink.ksef()}`, 50, y += 15, { size: 9 });
    if (invoice.mpp) sheet.text(ink.mpp('mechanizm podzielonej płatności'), 50, y += 15, { size: 9.5, weight: 'bold' });
    drawSignatures(sheet, Math.min(y + 90, 780), invoice.traps.issuer);
  },
};
