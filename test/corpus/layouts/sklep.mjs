import { buildInvoice } from '../invoice.mjs';
import { drawPairs } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';

/** An online shop: everything centred, the order number larger than the invoice's, gross prices, paid already, delivery address beside the buyer's. */
export default {
  name: 'sklep',
  families: ['lato', 'barlow'],
  style: { date: 'words', currency: 'zł' },
  build: (random) => buildInvoice(random, { count: random.int(1, 5), trade: random.pick(['biurowy', 'spozywczy']), maxQuantity: 6, method: 'brutto', payment: ['karta', 'mobilna', 'przelew', 'inna'], numbers: ['letters', 'plain', 'monthly', 'spaced'], mpp: 0, ksef: 0.2, terms: [7, 14] }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const grey = [0.45, 0.45, 0.45];
    sheet.text(invoice.seller.www, 297, 54, { size: 18, weight: 'bold', align: 'center' });
    sheet.text(`Zamówienie ${invoice.traps.order}`, 297, 76, { size: 14, align: 'center' });
    sheet.text(`Faktura VAT ${ink.number()}`, 297, 98, { size: 11, weight: 'bold', align: 'center' });
    sheet.text(random.pick([`Data wystawienia i sprzedaży: ${ink.issued()}`, `Wystawiona dnia: ${ink.issued()}, data sprzedaży: ${ink.plainDate(invoice.issue)}`]), 297, 114, { size: 9.5, align: 'center' });
    ink.mark('data_sprzedazy', invoice.issue);
    const other = `ul. Pocztowa ${random.int(1, 99)}`;
    const columns = [['Sprzedawca', [ink.name('seller'), ...ink.address('seller'), `NIP: ${ink.nip('seller')}`]], ['Nabywca', [ink.name('buyer'), ...ink.address('buyer'), `NIP: ${ink.nip('buyer')}`]], ['Adres wysyłki', [invoice.traps.issuer, other, invoice.buyer.town]]];
    columns.forEach(([title, texts], i) => {
      const middle = 130 + i * 168;
      sheet.text(title, middle, 142, { size: 8.5, align: 'center', color: grey });
      let y = 157;
      for (const text of texts) for (const part of sheet.wrap(text, 155, 9)) {
        sheet.text(part, middle, y, { size: 9, align: 'center' });
        y += 12.5;
      }
    });
    const specs = [['nazwa', 'Produkt', 205], ['ilosc', 'Liczba', 45], ['jednostka', '', 38], ['cena_brutto', 'Cena brutto', 72], ['stawka_vat', 'PTU', 48], ['wartosc_brutto', 'Wartość brutto', 87]];
    let y = drawTable(sheet, { x: 50, y: 238, columns: ink.itemColumns(specs), rows: invoice.lines, size: 9, headSize: 8.5, grid: 'rows', pad: 6, lineColor: [0.8, 0.8, 0.8] }) + 16;
    const rates = ink.rateColumns([['stawka', 'PTU', 60], ['netto', 'Netto', 80], ['vat', 'Podatek', 80], ['brutto', 'Brutto', 80]]);
    y = drawTable(sheet, { x: 147, y, columns: rates, rows: [...invoice.rows, ink.totalRow('Suma')], size: 9, headSize: 8.5, grid: 'rows', pad: 4, lineColor: [0.8, 0.8, 0.8], rowWeight: (row) => row.sum ? 'bold' : 'regular' }) + 34;
    sheet.text(`Razem: ${ink.money(invoice.total.gross)}`, 297, y, { size: 18, weight: 'bold', align: 'center' });
    sheet.text(ink.words(), 297, y + 16, { size: 8.5, align: 'center', color: grey, width: 480 });
    const cash = invoice.paid > 0;
    const facts = [['Forma płatności', ink.payment()], cash ? ['Zapłacono', ink.money(invoice.paid)] : ['Zapłata do', ink.due()], ['Do zapłaty', ink.money(invoice.left)]];
    y = drawPairs(sheet, facts, { x: 190, y: y + 44, valueX: 405, valueAlign: 'right', size: 10 });
    if (invoice.payment === 'przelew') sheet.text(`Konto: ${ink.account()}`, 297, y += 8, { size: 10, align: 'center' });
    if (invoice.ksef) sheet.text(`Numer KSeF ${ink.ksef()}`, 297, y + 20, { size: 9, align: 'center' });
    sheet.text('Masz 14 dni na zwrot bez podania przyczyny. Adres zwrotów: Magazyn nr 4, ul. Składowa 2, 05-090 Raszyn', 297, 780, { size: 8, align: 'center', color: grey });
    sheet.text(`${invoice.seller.name} · REGON ${invoice.seller.regon} · ${invoice.seller.email} · Operator płatności: Szybki Grosz sp. z o.o., NIP 7740001454`, 297, 795, { size: 7, align: 'center', color: grey, width: 520 });
  },
};
