import { buildCorrection } from '../invoice.mjs';
import { lighten, pickTone } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';

/** A correction by differences: three lines per item (was, is, change), minus signs of several kinds, totals per rate at the end. */
export default {
  name: 'korekta-roznice',
  families: ['barlow', 'roboto'],
  style: { rate: 'percent' },
  build: (random) => buildCorrection(random, { count: random.int(1, 4), ksef: 0.35, trade: random.pick(['przemysl', 'biurowy', 'uslugi']), numbers: ['kor', 'fks', 'letters'] }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const tone = pickTone(random);
    const pale = lighten(tone, 0.86);
    ink.style.minus = random.pick(['-', '\u2212', '-']);
    ink.items = invoice.differences;
    sheet.text('FAKTURA KORYGUJĄCA', 555, 58, { size: 19, weight: 'bold', align: 'right', color: tone });
    sheet.text(`Numer dokumentu: ${ink.number()}`, 555, 76, { size: 10.5, align: 'right' });
    sheet.text(`Wystawiono dnia: ${ink.issued()}`, 555, 90, { size: 9.5, align: 'right' });
    const bottoms = ['seller', 'buyer'].map((side, i) => {
      const x = 40;
      const top = 46 + i * 74;
      sheet.text(i ? 'Nabywca' : 'Sprzedający', x, top, { size: 8, color: tone, weight: 'bold' });
      const y = sheet.paragraph(ink.name(side), x, top + 13, { size: 10, weight: 'bold', width: 290 });
      return sheet.stack([ink.address(side).join(', '), `NIP: ${ink.nip(side)}`], x, y, { size: 9 });
    });
    let y = Math.max(...bottoms) + 4;
    sheet.box(40, y, 515, 48, { fill: pale });
    sheet.text(`Dokument korygowany: ${invoice.correctedNumber} z dnia ${ink.plainDate(invoice.correctedDate)}`, 48, y + 14, { size: 9.5 });
    sheet.text(`Data sprzedaży: ${ink.sold()}`, 48, y + 27, { size: 9.5 });
    sheet.text(`Powód korekty: ${invoice.reason}`, 48, y + 40, { size: 9.5 });
    if (invoice.ksef) sheet.text(`KSeF: ${ink.ksef()}`, 555, y + 62, { size: 8.5, align: 'right' });
    y += 72;
    const touched = invoice.after.map((line, i) => [invoice.before[i], line]).filter(([before, after]) => before.quantity !== after.quantity || before.price !== after.price);
    const rows = touched.flatMap(([before, after], i) => [
      { ...before, state: 'było', index: i + 1 }, { ...after, state: 'jest', name: '' },
      { ...invoice.differences[i], state: 'zmiana', name: '', price: invoice.differences[i].priceChange, sum: true },
    ]);
    const columns = ink.itemColumns([['lp', 'Poz.', 28], ['nazwa', 'Towar / usługa', 150], ['ilosc', 'Ilość', 46], ['jednostka', 'Jm.', 34], ['cena_netto', 'Cena', 58], ['stawka_vat', 'VAT', 36], ['wartosc_netto', 'Netto', 58], ['wartosc_brutto', 'Brutto', 58]]);
    columns[0].cell = (row) => row.index ? String(row.index) : '';
    columns.splice(1, 0, { title: '', width: 44, align: 'left', cell: (row) => row.state });
    y = drawTable(sheet, { x: 40, y, columns, rows, size: 8.5, headSize: 8, headFill: pale, grid: 'rows', lineColor: lighten(tone, 0.6), rowWeight: (row) => row.sum ? 'bold' : 'regular' }) + 18;
    const rates = ink.rateColumns([['stawka', 'Stawka VAT', 80], ['netto', 'Zmiana netto', 85], ['vat', 'Zmiana VAT', 80], ['brutto', 'Zmiana brutto', 85]]);
    y = drawTable(sheet, { x: 225, y, columns: rates, rows: [...invoice.rows, ink.totalRow('Ogółem')], size: 9, headSize: 8, headFill: pale, grid: 'rows', lineColor: lighten(tone, 0.6), rowWeight: (row) => row.sum ? 'bold' : 'regular' });
    sheet.text(`Wartość po korekcie: ${ink.money(invoice.totalAfter.gross)}`, 40, y - 18, { size: 8.5 });
    sheet.text(`Wartość przed korektą: ${ink.money(invoice.totalBefore.gross)}`, 40, y - 30, { size: 8.5 });
    sheet.text(`${invoice.total.gross < 0 ? 'Kwota do zwrotu' : 'Kwota do dopłaty'}: ${ink.money(Math.abs(invoice.total.gross))}`, 555, y + 24, { size: 12, weight: 'bold', align: 'right', color: tone });
    y = sheet.paragraph(`Słownie: ${ink.words(Math.abs(invoice.total.gross))}`, 40, y + 42, { size: 9, width: 515 }) + 6;
    sheet.text(`Płatność: ${ink.payment()}, termin: ${ink.due()}`, 40, y, { size: 9.5 });
    if (random.chance(0.5)) sheet.text(`Nr rachunku: ${ink.account()}`, 40, y + 14, { size: 9.5 });
    sheet.text(`Wystawił: ${invoice.traps.issuer}`, 40, y + 50, { size: 9 });
    sheet.text(`${invoice.seller.www}  |  KRS ${invoice.seller.krs}  |  REGON ${invoice.seller.regon}  |  tel. ${invoice.seller.phone}`, 297, 815, { size: 7.5, align: 'center', color: [0.45, 0.45, 0.45] });
  },
};
