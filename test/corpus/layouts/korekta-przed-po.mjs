import { buildCorrection } from '../invoice.mjs';
import { drawPairs, drawSignatures } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';

/** A correction with two item tables, before and after, and a table of differences per rate; the totals are the difference. */
export default {
  name: 'korekta-przed-po',
  families: ['dejavu', 'dejavu-condensed'],
  style: { nip: 'company' },
  build: (random) => buildCorrection(random, { count: random.int(1, 4), trade: random.pick(['budowlany', 'spozywczy', 'biurowy']), ksef: 0.2 }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    ink.items = invoice.after;
    sheet.text(`${random.pick(['Faktura korygująca', 'FAKTURA KORYGUJĄCA', 'Korekta faktury'])} nr ${ink.number()}`, 297, 52, { size: 15, weight: 'bold', align: 'center', width: 500 });
    sheet.text(`do faktury VAT nr ${invoice.correctedNumber} z dnia ${ink.plainDate(invoice.correctedDate)}`, 297, 68, { size: 9.5, align: 'center' });
    drawPairs(sheet, [['Data wystawienia korekty:', ink.issued()], ['Data sprzedaży:', ink.sold()], ['Przyczyna korekty:', invoice.reason]], { x: 45, y: 90, valueX: 175, size: 8.5 });
    if (invoice.ksef) sheet.text(`Nr KSeF: ${ink.ksef()}`, 550, 90, { size: 7.5, align: 'right' });
    const bottoms = ['seller', 'buyer'].map((side, i) => {
      const x = 45 + i * 260;
      sheet.text(i ? 'Nabywca:' : 'Sprzedawca:', x, 138, { size: 9, weight: 'bold' });
      const y = sheet.paragraph(ink.name(side), x, 151, { size: 9, width: 245 });
      sheet.text(ink.address(side).join(', '), x, y, { size: 8.5, width: 245 });
      sheet.text(`NIP ${ink.nip(side)}`, x, y + 12, { size: 8.5 });
      return y + 22;
    });
    const specs = [['lp', 'Lp', 22], ['nazwa', 'Nazwa', 160], ['ilosc', 'Ilość', 42], ['jednostka', 'Jm', 32], ['cena_netto', 'Cena netto', 52], ['wartosc_netto', 'Wart. netto', 56], ['stawka_vat', 'St. VAT', 34],
      ['wartosc_vat', 'Kwota VAT', 50], ['wartosc_brutto', 'Wart. brutto', 57]];
    let y = Math.max(...bottoms) + 10;
    for (const [title, rows] of [[random.pick(['Przed korektą', 'Było']), invoice.before], [random.pick(['Po korekcie', 'Powinno być']), invoice.after]]) {
      sheet.text(title, 45, y, { size: 9.5, weight: 'bold' });
      y = drawTable(sheet, { x: 45, y: y + 5, columns: ink.itemColumns(specs), rows, size: 7.5, headSize: 7, headFill: [0.94, 0.94, 0.94] }) + 18;
    }
    sheet.text(random.pick(['Różnica', 'Podsumowanie korekty wg stawek VAT']), 45, y, { size: 9.5, weight: 'bold' });
    const columns = ink.rateColumns([['stawka', 'Stawka VAT', 80], ['netto', 'Wartość netto', 90], ['vat', 'Kwota VAT', 80], ['brutto', 'Wartość brutto', 90]]);
    y = drawTable(sheet, { x: 45, y: y + 5, columns, rows: [...invoice.rows, ink.totalRow('Razem')], size: 8, headFill: [0.94, 0.94, 0.94], rowWeight: (row) => row.sum ? 'bold' : 'regular' }) + 24;
    const refund = invoice.total.gross < 0;
    sheet.text(`${refund ? 'Do zwrotu' : 'Do dopłaty'}: ${ink.money(Math.abs(invoice.total.gross))}`, 45, y, { size: 12, weight: 'bold' });
    y = sheet.paragraph(`Słownie: ${ink.words(Math.abs(invoice.total.gross))}`, 45, y + 14, { size: 8.5, width: 500 });
    y = drawPairs(sheet, [['Forma płatności:', ink.payment()], ['Termin płatności:', ink.due()]], { x: 45, y: y + 4, valueX: 140, size: 8.5 });
    if (random.chance(0.6)) sheet.text(`Konto: ${ink.account()} (${invoice.seller.account.bank})`, 45, y, { size: 8.5 });
    drawSignatures(sheet, Math.min(y + 80, 770), invoice.traps.issuer);
    sheet.text(`REGON ${invoice.seller.regon}   tel. ${invoice.seller.phone}   Dokument wygenerowany ${invoice.traps.printed}`, 297, 815, { size: 7, align: 'center', color: [0.4, 0.4, 0.4] });
  },
};
