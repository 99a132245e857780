import { makeCommune, makeParty } from '../data/parties.mjs';
import { buildInvoice } from '../invoice.mjs';
import { drawSignatures } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';
import { printNip } from '../data/print-forms.mjs';

/** Public buyers: the commune pays, a school receives. Serif type, labels in a column of their own on the left, sums as RAZEM and W TYM rows. */
export default {
  name: 'trzy-bloki',
  families: ['lora', 'dejavu-serif'],
  style: { rate: 'percent' },
  build: (random) => buildInvoice(random, {
    count: random.int(1, 6), trade: random.pick(['biurowy', 'spozywczy', 'uslugi']), payment: ['przelew'], terms: [14, 21, 30], mpp: 0.1, ksef: 0.25,
    parties: { seller: makeParty(random.fork('seller')), ...makeCommune(random.fork('commune')) },
  }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const { recipient, traps } = invoice;
    sheet.text(`${invoice.place}, ${ink.issued()}`, 545, 48, { size: 10, align: 'right' });
    sheet.text(`FAKTURA NR ${ink.number()}`, 50, 82, { size: 16, weight: 'bold' });
    sheet.text(random.pick(['oryginał', 'ORYGINAŁ / KOPIA']), 545, 82, { size: 9, align: 'right' });
    sheet.line(50, 90, 545, 90, { thickness: 1.5 });
    let y = 110;
    const block = (label, name, address, nip) => {
      sheet.text(label, 50, y, { size: 9.5, weight: 'bold' });
      y = sheet.paragraph(name, 150, y, { size: 10, width: 390 });
      sheet.text(address.join(', '), 150, y, { size: 9.5 });
      y += 13;
      if (nip) sheet.text(`NIP ${nip}`, 150, y, { size: 9.5 });
      y += nip ? 19 : 7;
    };
    block('Sprzedawca:', ink.name('seller'), ink.address('seller'), ink.nip('seller'));
    block('Nabywca:', ink.name('buyer'), ink.address('buyer'), ink.nip('buyer'));
    block(random.pick(['Odbiorca:', 'Odbiorca faktury:', 'Adres dostawy:']), recipient.name, [recipient.street, recipient.town], random.chance(0.6) ? printNip(recipient.nip, ink.style.nip) : null);
    const facts = [['Data dostawy / wykonania usługi:', ink.sold()], ['Sposób zapłaty:', `${ink.payment()}`], ['Termin zapłaty:', ink.due()]];
    facts.forEach(([label, value], i) => {
      sheet.text(label, 50 + i * 175, y + 2, { size: 8, weight: 'italic' });
      sheet.text(value, 50 + i * 175, y + 15, { size: 9.5 });
    });
    y += 30;
    const specs = [['lp', 'L.p.', 28], ['nazwa', 'Nazwa towaru / usługi', 175], ['ilosc', 'Ilość', 42], ['jednostka', 'Jedn. miary', 42], ['cena_netto', 'Cena jedn. netto', 58], ['wartosc_netto', 'Wartość netto', 60], ['stawka_vat', 'Stawka VAT', 40], ['wartosc_brutto', 'Wartość brutto', 60]];
    y = drawTable(sheet, { x: 45, y, columns: ink.itemColumns(specs), rows: invoice.lines, size: 8.5, headSize: 7.5, grid: 'all', pad: 3.5 });
    y = this.sums(sheet, ink, y);
    sheet.text(`Razem do zapłaty: ${ink.amount(invoice.left)} ${ink.currency()}`, 50, y + 26, { size: 12, weight: 'bold' });
    y = sheet.paragraph(`słownie: ${ink.words()}`, 50, y + 42, { size: 9.5, width: 490, weight: 'italic' }) + 6;
    sheet.text(`Wpłaty na konto: ${invoice.seller.account.bank}, ${ink.account()}`, 50, y, { size: 9, width: 495 });
    if (invoice.mpp) sheet.text(`Adnotacje: ${ink.mpp('MPP – mechanizm podzielonej płatności')}`, 50, y += 14, { size: 9 });
    if (invoice.ksef) sheet.text(`Numer KSeF: ${ink.ksef()}`, 50, y += 14, { size: 9 });
    sheet.text(`Umowa nr ${traps.contract} z dnia ${ink.plainDate(traps.orderDate)}`, 50, y + 14, { size: 9 });
    drawSignatures(sheet, Math.min(y + 90, 780), traps.issuer);
  },

  /** RAZEM first, then "w tym" per rate, under the columns of the item table. */
  sums(sheet, ink, y) {
    const columns = ink.rateColumns([['netto', '', 60], ['stawka', '', 40], ['vat', '', 55], ['brutto', '', 60]]);
    const label = { title: '', width: 60, align: 'right', cell: (row) => row.title };
    const total = { ...ink.totalRow('X'), title: 'RAZEM' };
    sheet.text('netto', 387, y + 12, { size: 7, align: 'right' });
    sheet.text('VAT', 482, y + 12, { size: 7, align: 'right' });
    sheet.text('brutto', 542, y + 12, { size: 7, align: 'right' });
    return drawTable(sheet, { x: 330 - 60, y: y + 16, columns: [label, ...columns].map((column, i) => ({ ...column, width: [60, 60, 40, 55, 60][i] })), rows: [total, ...ink.invoice.rows.map((row, i) => ({ ...row, title: i ? '' : 'w tym' }))], size: 8.5, grid: 'rows', rowWeight: (row) => row.sum ? 'bold' : 'regular' });
  },
};
