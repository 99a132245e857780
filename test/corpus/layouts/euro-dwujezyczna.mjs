import { TRADES } from '../data/goods.mjs';
import { buildInvoice } from '../invoice.mjs';
import { drawPairs } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';

/** Polish and English side by side, amounts in euro, tax once more in złoty by the rate of the national bank, sometimes a buyer abroad without Polish tax. */
export default {
  name: 'euro-dwujezyczna',
  families: ['source-serif', 'dejavu-serif'],
  style: { date: 'iso', currency: 'PLN', account: 'iban', places: 2 },
  build(random) {
    const abroad = random.chance(0.4);
    const goods = TRADES.przemysl.filter((good) => good.unit !== 'rbg');
    return buildInvoice(random, { count: random.int(1, 5), goods, rate: abroad ? '0' : '23', currency: 'EUR', payment: ['przelew'], buyer: { foreign: abroad }, mpp: 0, ksef: 0.2 });
  },

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const { seller } = invoice;
    if (random.chance(0.4)) Object.assign(ink.style, { group: ',', point: '.' });
    sheet.text('FAKTURA VAT / INVOICE', 297, 56, { size: 16, weight: 'bold', align: 'center' });
    sheet.text(`Nr / No. ${ink.number()}`, 297, 74, { size: 12, align: 'center' });
    drawPairs(sheet, [['Data wystawienia / Issue date:', ink.issued()], ['Data sprzedaży / Sale date:', ink.sold()], ['Miejsce wystawienia / Place of issue:', invoice.place]], { x: 50, y: 98, valueX: 225, size: 9 });
    drawPairs(sheet, [['Termin płatności / Due date:', ink.due()], ['Forma płatności / Payment method:', ink.payment()], ['Waluta / Currency:', ink.currency()]], { x: 316, y: 98, valueX: 546, valueAlign: 'right', size: 8.6, valueWidth: 68 });
    const bottoms = [['seller', 'Sprzedawca / Seller', 'NIP / VAT ID'], ['buyer', 'Nabywca / Buyer', 'NIP / VAT ID']].map(([side, title, label], i) => {
      const x = 50 + i * 255;
      sheet.line(x, 146, x + 240, 146);
      sheet.text(title, x, 158, { size: 9, weight: 'italic' });
      let y = sheet.paragraph(ink.name(side), x, 173, { size: 10, weight: 'bold', width: 238 });
      y = sheet.stack(ink.address(side), x, y, { size: 9.5 });
      sheet.text(`${label}: ${ink.nip(side, side === 'seller' ? 'eu' : undefined)}`, x, y, { size: 9.5 });
      return y + 16;
    });
    const specs = [['lp', 'Lp.\nNo.', 26], ['nazwa', 'Nazwa towaru / usługi\nDescription', 165], ['ilosc', 'Ilość\nQty', 44], ['jednostka', 'J.m.\nUnit', 34], ['cena_netto', 'Cena netto\nUnit price', 60], ['stawka_vat', 'VAT\n%', 32],
      ['wartosc_netto', 'Wartość netto\nNet amount', 67], ['wartosc_brutto', 'Wartość brutto\nGross amount', 69]];
    let y = drawTable(sheet, { x: 49, y: Math.max(...bottoms) + 4, columns: ink.itemColumns(specs), rows: invoice.lines, size: 8.5, headSize: 7.5, grid: 'all' });
    const rates = ink.rateColumns([['stawka', 'Stawka VAT\nVAT rate', 70], ['netto', 'Netto EUR\nNet EUR', 80], ['vat', 'VAT EUR', 70], ['brutto', 'Brutto EUR\nGross EUR', 80]]);
    y = drawTable(sheet, { x: 246, y: y + 12, columns: rates, rows: [...invoice.rows, ink.totalRow('Razem / Total')], size: 8.5, headSize: 7.5, rowWeight: (row) => row.sum ? 'bold' : 'regular' });
    y = this.zloty(sheet, ink, y + 10);
    sheet.text('Do zapłaty / Amount due:', 246, y + 22, { size: 11, weight: 'bold' });
    sheet.text(`${ink.amount(invoice.total.gross)} EUR`, 546, y + 22, { size: 13, weight: 'bold', align: 'right' });
    y = sheet.paragraph(`Słownie / In words: ${ink.words()}`, 50, y + 42, { size: 9, width: 480, weight: 'italic' }) + 8;
    const own = `EUR: ${ink.account()}`;
    const other = `PLN: ${ink.plainAccount(invoice.otherAccount.nrb)}`;
    sheet.text(`Rachunek bankowy / Bank account: ${seller.account.bank}, SWIFT/BIC: ${seller.account.swift}`, 50, y, { size: 9 });
    y = sheet.stack(random.chance(0.5) ? [other, own] : [own, other], 50, y + 13, { size: 9.5 }) + 6;
    if (invoice.lines.some((line) => line.rate === '0')) y = sheet.paragraph('Wewnątrzwspólnotowa dostawa towarów / Intra-Community supply of goods, art. 42 ustawy o VAT', 50, y, { size: 8.5, width: 490 });
    if (invoice.ksef) sheet.text(`KSeF ID: ${ink.ksef()}`, 50, y + 6, { size: 8.5 });
    sheet.text(`${seller.name} · REGON ${seller.regon} · KRS ${seller.krs} · ${seller.phone} · ${seller.email}`, 297, 812, { size: 7.5, align: 'center', width: 500 });
  },

  zloty(sheet, ink, y) {
    const { invoice } = ink;
    if (invoice.total.vat === 0) return y;
    sheet.text(`Kurs / Exchange rate: 1 EUR = ${invoice.rateText} PLN, tabela NBP nr ${invoice.rateTable} z dnia ${ink.plainDate(invoice.rateDay)}`, 546, y + 6, { size: 8, align: 'right' });
    const columns = [['Stawka VAT', 70, (row) => ink.rate(row.rate)], ['Netto PLN', 80, (row) => ink.amount(row.net)], ['VAT PLN', 70, (row) => ink.amount(row.vat)]];
    return drawTable(sheet, {
      x: 326, y: y + 12, rows: invoice.rowsPln, size: 8, columns: columns.map(([title, width, cell], i) => ({ title, width, cell, align: i ? 'right' : 'center' })), lineColor: [0.6, 0.6, 0.6], headWeight: 'regular',
    });
  },
};
