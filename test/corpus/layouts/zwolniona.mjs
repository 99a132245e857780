import { EXEMPT } from '../data/goods.mjs';
import { buildInvoice } from '../invoice.mjs';
import { drawTable } from '../draw/table.mjs';

/** A one-person business exempt from VAT: a text editor's page, one or two services, no tax columns, place and date without a label. */
export default {
  name: 'zwolniona',
  families: ['lora', 'courier-prime', 'dejavu-serif'],
  style: { rate: 'dot' },
  build: (random) => buildInvoice(random, { goods: EXEMPT, count: random.int(1, 3), maxQuantity: 8, payment: ['przelew', 'przelew', 'gotowka'], seller: { person: true }, numbers: ['yearly', 'first', 'dashes', 'plain'], ksef: 0.15, mpp: 0, terms: [7, 14] }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    sheet.text(`${invoice.place}, ${random.pick(['dnia ', ''])}${ink.issued()}`, 535, 60, { size: 10.5, align: 'right' });
    let y = sheet.stack([ink.name('seller'), ...ink.address('seller'), `NIP ${ink.nip('seller')}`, `tel. ${invoice.seller.phone}`], 60, 84, { size: 10.5 });
    sheet.text(`Faktura nr ${ink.number()}`, 297, y + 26, { size: 16, weight: 'bold', align: 'center' });
    sheet.text('Nabywca:', 60, y + 58, { size: 10.5, weight: 'bold' });
    y = sheet.stack([ink.name('buyer'), ...ink.address('buyer'), `NIP: ${ink.nip('buyer')}`], 60, y + 73, { size: 10.5, width: 420 });
    if (random.chance(0.6)) sheet.text(`Data wykonania usługi: ${ink.sold()}`, 60, y += 10, { size: 10.5 });
    const taxed = random.chance(0.45);
    const specs = taxed
      ? [['lp', 'Lp.', 32], ['nazwa', 'Nazwa usługi', 190], ['ilosc', 'Ilość', 50], ['jednostka', 'J.m.', 50], ['cena_netto', 'Cena', 65], ['stawka_vat', 'Stawka VAT', 45], ['wartosc_brutto', 'Wartość', 70]]
      : [['lp', 'Lp.', 32], ['nazwa', 'Nazwa usługi', 220], ['ilosc', 'Ilość', 55], ['jednostka', 'J.m.', 55], ['cena_netto', 'Cena', 70], ['wartosc_brutto', 'Wartość', 70]];
    y = drawTable(sheet, { x: 46, y: y + 18, columns: ink.itemColumns(specs), rows: invoice.lines, size: 10, headSize: 9, pad: 5 });
    const total = (invoice.total.gross / 100).toFixed(2);
    Object.assign(ink.accepted, { suma_netto: [total], suma_vat: ['0.00'] });
    sheet.text(`${random.pick(['Razem', 'Do zapłaty', 'Razem do zapłaty'])}: ${ink.gross()} ${ink.currency()}`, 535, y + 26, { size: 12, weight: 'bold', align: 'right' });
    y = sheet.paragraph(`Słownie: ${ink.words()}`, 60, y + 48, { size: 10, width: 475 }) + 6;
    sheet.text(`Forma płatności: ${ink.payment()}`, 60, y, { size: 10.5 });
    if (invoice.payment === 'przelew') y = sheet.stack([`Termin płatności: ${random.chance(0.2) ? ink.termsOnly() : ink.due()}`, `Nr konta: ${ink.account()}`], 60, y + 15, { size: 10.5 });
    y = sheet.paragraph(random.pick(['Zwolnienie z VAT na podstawie art. 113 ust. 1 i 9 ustawy o VAT.', 'Podstawa zwolnienia z podatku VAT: art. 113 ust. 1 ustawy z dnia 11 marca 2004 r.']), 60, y + 18, { size: 9, width: 475, weight: 'italic' });
    if (invoice.ksef) sheet.text(`KSeF: ${ink.ksef()}`, 60, y + 8, { size: 9 });
    sheet.text('....................', 435, y + 70, { size: 9 });
    sheet.text('podpis wystawcy', 445, y + 82, { size: 8 });
  },
};
