import { TRADES } from '../data/goods.mjs';
import { addDays } from '../data/print-forms.mjs';
import { buildInvoice } from '../invoice.mjs';
import { drawSlip } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';

/** A utility bill: delivery address apart from the buyer's, meter readings with dates, over- and underpayments, several dates of payment, a slip at the foot. */
export default {
  name: 'media',
  families: ['dejavu-condensed', 'open-sans'],
  style: { date: 'dots', account: 'grouped', rate: 'percent', currency: 'zł' },
  build(random) {
    const invoice = buildInvoice(random, { goods: TRADES.media.slice(0, 8), count: random.int(3, 7), maxQuantity: 180, payment: ['przelew'], numbers: ['media', 'erp'], terms: [14, 21, 30], mpp: 0.1, ksef: 0.4, buyer: { person: random.chance(0.3) } });
    return { ...invoice, balance: random.pick([-1, 1]) * random.int(200, 12000), meter: random.digits(8) };
  },

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const end = addDays(`${invoice.issue.slice(0, 7)}-01`, -1);
    invoice.sale = end;
    const start = `${addDays(end, -45).slice(0, 7)}-01`;
    const toPay = invoice.total.gross + invoice.balance;
    sheet.text(ink.name('seller'), 40, 46, { size: 13, weight: 'bold', width: 300 });
    sheet.text([...ink.address('seller'), `NIP ${ink.nip('seller')}`, `REGON ${invoice.seller.regon}`].join(' · '), 40, 59, { size: 7.5, width: 515 });
    sheet.line(40, 66, 555, 66, { thickness: 1.5, color: [0.1, 0.4, 0.3] });
    sheet.text(`Faktura VAT nr ${ink.number()}`, 40, 86, { size: 12, weight: 'bold' });
    sheet.text(`z dnia ${ink.issued()}`, 40, 100, { size: 9.5 });
    ink.mark('data_sprzedazy', end);
    sheet.text(`za okres od ${ink.plainDate(start)} do ${ink.plainDate(end)}`, 40, 113, { size: 9.5 });
    sheet.text(`Numer płatnika: ${invoice.traps.customer}    PPE: 59${random.digits(16)}`, 40, 126, { size: 8 });
    sheet.box(310, 76, 245, 70, { border: [0.5, 0.5, 0.5] });
    sheet.text('Nabywca', 318, 87, { size: 7, color: [0.4, 0.4, 0.4] });
    const at = sheet.paragraph(ink.name('buyer'), 318, 99, { size: 10, weight: 'bold', width: 230 });
    sheet.stack([...ink.address('buyer'), `NIP ${ink.nip('buyer')}`], 318, at, { size: 9, leading: 11.5 });
    sheet.text(`Adres punktu poboru: ul. Nadrzeczna ${random.int(1, 90)}, ${invoice.buyer.town}`, 40, 160, { size: 8.5 });
    const readings = [[ink.plainDate(start), 'poprzedni', random.int(10000, 40000)], [ink.plainDate(end), 'bieżący', random.int(40001, 60000)]];
    const meter = [['Licznik', 90, () => invoice.meter], ['Data odczytu', 90, (row) => row[0]], ['Rodzaj odczytu', 90, (row) => row[1]], ['Wskazanie', 80, (row) => String(row[2])]];
    let y = drawTable(sheet, { x: 40, y: 168, columns: meter.map(([title, width, cell]) => ({ title, width, cell })), rows: readings, size: 8, grid: 'rows', headWeight: 'regular', lineColor: [0.7, 0.7, 0.7] });
    const specs = [['nazwa', 'Składnik', 178], ['jednostka', 'J.m.', 38], ['ilosc', 'Ilość', 45], ['cena_netto', 'Cena jedn. netto', 60], ['wartosc_netto', 'Należność netto', 66], ['stawka_vat', 'VAT', 38], ['wartosc_brutto', 'Należność brutto', 90]];
    y = drawTable(sheet, { x: 40, y: y + 10, columns: ink.itemColumns(specs), rows: invoice.lines, size: 8, headFill: [0.88, 0.94, 0.9], lineColor: [0.6, 0.7, 0.65], pad: 3 });
    const rates = ink.rateColumns([['stawka', 'Stawka VAT', 70], ['netto', 'Netto [zł]', 75], ['vat', 'VAT [zł]', 65], ['brutto', 'Brutto [zł]', 75]]);
    const after = drawTable(sheet, { x: 270, y: y + 10, columns: rates, rows: [...invoice.rows, ink.totalRow('Ogółem')], size: 8, headFill: [0.88, 0.94, 0.9], lineColor: [0.6, 0.7, 0.65], rowWeight: (row) => row.sum ? 'bold' : 'regular' });
    const balances = [['Należność za okres', ink.money(invoice.total.gross)], [invoice.balance < 0 ? 'Nadpłata' : 'Niedopłata', ink.money(invoice.balance)], ['Odsetki', ink.money(0)]];
    let left = y + 22;
    for (const [label, value] of balances) {
      sheet.text(label, 40, left, { size: 9 });
      sheet.text(value, 240, left, { size: 9, align: 'right' });
      left += 14;
    }
    y = Math.max(after, left) + 10;
    sheet.box(40, y, 515, 34, { fill: [0.88, 0.94, 0.9] });
    sheet.text(`DO ZAPŁATY: ${ink.money(toPay)}`, 50, y + 22, { size: 14, weight: 'bold' });
    sheet.text(`Termin płatności: ${ink.due()}`, 545, y + 22, { size: 11, weight: 'bold', align: 'right' });
    sheet.text(`Słownie: ${ink.words(toPay)}`, 40, y + 47, { size: 8, width: 515 });
    sheet.text(`Prognoza: następna faktura do ${ink.plainDate(addDays(invoice.due, 60))}. Wpłaty uwzględniono do ${ink.plainDate(addDays(invoice.issue, -3))}. Forma płatności: ${ink.payment()}`, 40, y + 60, { size: 7.5, width: 515 });
    if (invoice.ksef) sheet.text(`Numer KSeF: ${ink.ksef()}`, 40, y + 72, { size: 8 });
    if (invoice.mpp) sheet.text(ink.mpp('mechanizm podzielonej płatności'), 545, y + 72, { size: 8, align: 'right' });
    drawSlip(sheet, ink, 680, { amount: toPay, title: `${invoice.number} / ${invoice.traps.customer}` });
  },
};
