import { TRADES } from '../data/goods.mjs';
import { buildInvoice } from '../invoice.mjs';
import { drawLogo, drawSlip, lighten, pickTone } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';
import { addDays } from '../data/print-forms.mjs';

/** A telecom bill: what to pay first and large, with an old balance that makes it differ from the invoice; a billing period; a payment slip below. */
export default {
  name: 'telekom',
  families: ['open-sans', 'lato'],
  style: { date: 'dots', account: 'grouped', rate: 'percent' },
  build(random) {
    const goods = [{ name: 'Abonament „Światłowód 600”', unit: 'm-c', low: 4990, high: 9990, rates: ['23'] }, { name: 'Pakiet telewizyjny „Źródło”', unit: 'm-c', low: 2990, high: 6990, rates: ['8', '23'] },
      { name: 'Połączenia poza abonamentem', unit: 'usł.', low: 120, high: 3990, rates: ['23'] }, { name: 'Dzierżawa modemu', unit: 'm-c', low: 500, high: 1500, rates: ['23'] }, TRADES.media[2]];
    const invoice = buildInvoice(random, { goods, count: random.int(1, 5), maxQuantity: 1, payment: ['przelew'], numbers: ['media', 'erp'], terms: [14, 21], mpp: 0, ksef: 0.3, buyer: { person: random.chance(0.3) } });
    return { ...invoice, balance: random.pick([0, random.int(500, 9000), -random.int(300, 4000)]) };
  },

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const tone = pickTone(random);
    const month = `${invoice.issue.slice(0, 7)}-01`;
    invoice.sale = addDays(month, -1);
    const toPay = invoice.total.gross + invoice.balance;
    drawLogo(sheet, 40, 34, 44, tone, random);
    sheet.text(ink.name('seller'), 94, 48, { size: 10, weight: 'bold', width: 250 });
    sheet.text(`${ink.address('seller').join(', ')}, NIP ${ink.nip('seller')}`, 94, 61, { size: 8, width: 300 });
    sheet.text(`Kapitał zakładowy 1 500 000,00 zł, KRS ${invoice.seller.krs}`, 94, 72, { size: 7, color: [0.45, 0.45, 0.45] });
    sheet.stack(['Faktura VAT nr', ink.number()], 330, 110, { size: 11, weight: 'bold' });
    sheet.text(`data wystawienia: ${ink.issued()}`, 330, 142, { size: 9 });
    ink.mark('data_sprzedazy', invoice.sale);
    sheet.text(`okres rozliczeniowy: ${ink.plainDate(`${invoice.sale.slice(0, 7)}-01`)} - ${ink.plainDate(invoice.sale)}`, 330, 155, { size: 9 });
    sheet.text(`numer klienta: ${invoice.traps.customer}`, 330, 168, { size: 9 });
    const at = sheet.paragraph(ink.name('buyer'), 40, 118, { size: 10.5, width: 250 });
    sheet.stack([...ink.address('buyer'), `NIP: ${ink.nip('buyer')}`], 40, at, { size: 10 });

    sheet.box(40, 190, 515, 62, { fill: lighten(tone, 0.88) });
    sheet.text('Do zapłaty', 54, 210, { size: 10 });
    sheet.text(ink.money(toPay), 54, 236, { size: 20, weight: 'bold', color: tone });
    sheet.text('Termin płatności', 230, 210, { size: 10 });
    sheet.text(ink.due(), 230, 234, { size: 15, weight: 'bold' });
    sheet.text('Numer konta do wpłat', 375, 210, { size: 9 });
    sheet.text(ink.account(), 375, 230, { size: 9, weight: 'bold', width: 172 });
    let y = 276;
    const balances = [['Kwota bieżącej faktury', invoice.total.gross], [invoice.balance < 0 ? 'Nadpłata z poprzedniego okresu' : 'Saldo z poprzedniego okresu', invoice.balance], ['Razem do zapłaty', toPay]];
    for (const [label, value] of balances) {
      sheet.text(label, 54, y, { size: 9 });
      sheet.text(ink.money(value), 320, y, { size: 9, align: 'right' });
      y += 14;
    }
    const specs = [['nazwa', 'Nazwa usługi', 200], ['ilosc', 'Ilość', 40], ['jednostka', 'j.m.', 40], ['wartosc_netto', 'Netto', 75], ['stawka_vat', 'VAT', 45], ['wartosc_vat', 'Kwota VAT', 55], ['wartosc_brutto', 'Brutto', 60]];
    y = drawTable(sheet, { x: 40, y: y + 4, columns: ink.itemColumns(specs), rows: invoice.lines, size: 8.5, headSize: 8, grid: 'rows', lineColor: lighten(tone, 0.6), pad: 3.5 });
    const rates = ink.rateColumns([['netto', '', 75], ['stawka', '', 45], ['vat', '', 55], ['brutto', '', 60]]);
    const label = { title: '', width: 80, cell: (row) => row.title };
    y = drawTable(sheet, { x: 240, y, columns: [label, ...rates], rows: [...invoice.rows.map((row) => ({ ...row, title: 'w stawce' })), { ...ink.totalRow(''), title: 'Razem faktura' }], size: 8.5, grid: 'none', pad: 3, rowWeight: (row) => row.sum ? 'bold' : 'regular' });
    sheet.paragraph(`Słownie: ${ink.words(toPay)}`, 40, y + 14, { size: 8, width: 515 });
    if (invoice.ksef) sheet.text(`Numer KSeF: ${ink.ksef()}`, 40, y + 30, { size: 8 });
    if (random.chance(0.5)) sheet.text(`Infolinia ${invoice.seller.phone}, wpłaty zaksięgowane do ${ink.plainDate(addDays(invoice.issue, -2))}`, 40, y + 42, { size: 7.5 });
    sheet.text(`Forma płatności: ${ink.payment()}`, 330, 181, { size: 9 });
    drawSlip(sheet, ink, 680, { amount: toPay, title: `faktura ${invoice.number}, klient ${invoice.traps.customer}` });
  },
};
