import { buildInvoice } from '../invoice.mjs';
import { drawLogo, drawPairs, drawSignatures, pickTone } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';

/** The common desktop program: logo, title on the right, seller left and buyer right, full table, VAT table under it, totals, signatures. */
export default {
  name: 'klasyczna',
  families: ['roboto', 'lato', 'dejavu-condensed'],
  build: (random) => buildInvoice(random, { ...(random.chance(0.12) ? { rate: 'oo', trade: 'przemysl' } : {}), count: random.int(1, 9), mpp: 0.25, paidPart: random.chance(0.3) ? 1 : 0, ksef: 0.3 }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const { traps, seller } = invoice;
    const tone = pickTone(random);
    drawLogo(sheet, 42, 36, 42, tone, random);
    sheet.text(seller.www, 92, 60, { size: 8, color: tone });
    sheet.text(`Faktura VAT nr ${ink.number()}`, 553, 52, { size: 15, weight: 'bold', align: 'right', width: 380 });
    sheet.text(random.pick(['ORYGINAŁ', 'oryginał / kopia', 'Oryginał']), 553, 66, { size: 8, align: 'right' });
    const dates = [['Miejsce wystawienia:', invoice.place], ['Data wystawienia:', ink.issued()]];
    if (random.chance(0.8)) dates.push([random.pick(['Data sprzedaży:', 'Data dostawy/usługi:', 'Data zakończenia dostawy:']), ink.sold()]);
    drawPairs(sheet, dates, { x: 370, y: 84, valueX: 553, valueAlign: 'right', size: 9 });
    if (invoice.ksef) sheet.text(`Numer KSeF: ${ink.ksef()}`, 42, 118, { size: 8 });

    sheet.line(42, 134, 553, 134, { color: tone, thickness: 1.2 });
    const bottoms = [this.party(sheet, ink, 'seller', 'Sprzedawca', 42, random), this.party(sheet, ink, 'buyer', 'Nabywca', 305, random)];
    let y = Math.max(...bottoms) + 6;
    if (random.chance(0.5)) {
      sheet.text(`Zamówienie nr: ${traps.order} z dnia ${ink.plainDate(traps.orderDate)}    Dokument WZ: ${traps.wz}`, 42, y + 4, { size: 8 });
      y += 14;
    }
    const columns = ink.itemColumns([['lp', 'Lp.', 24], ['nazwa', 'Nazwa towaru lub usługi', 167], ['jednostka', 'J.m.', 34], ['ilosc', 'Ilość', 40], ['cena_netto', 'Cena netto', 54],
      ['wartosc_netto', 'Wartość netto', 60], ['stawka_vat', 'VAT', 32], ['wartosc_vat', 'Kwota VAT', 48], ['wartosc_brutto', 'Wartość brutto', 54]]);
    y = drawTable(sheet, { x: 41, y, columns, rows: invoice.lines, size: 8, headSize: 7.5, headFill: [0.92, 0.92, 0.92], grid: 'all' });

    const rates = ink.rateColumns([['stawka', 'Stawka VAT', 62], ['netto', 'Netto', 70], ['vat', 'Kwota VAT', 62], ['brutto', 'Brutto', 72]]);
    const below = drawTable(sheet, { x: 287, y: y + 10, columns: rates, rows: [...invoice.rows, ink.totalRow('Razem')], size: 8, headFill: [0.92, 0.92, 0.92], rowWeight: (row) => row.sum ? 'bold' : 'regular' });
    const pay = [['Sposób zapłaty:', ink.payment()]];
    if (invoice.payment === 'przelew') pay.push(['Termin płatności:', random.chance(0.15) ? ink.termsOnly() : ink.due()]);
    const left = drawPairs(sheet, pay, { x: 42, y: y + 22, valueX: 125, size: 9, boldValue: true });
    if (invoice.payment === 'przelew') {
      sheet.text(`Bank: ${seller.account.bank}`, 42, left, { size: 8.5, width: 235 });
      sheet.text(`Nr konta: ${ink.account()}`, 42, left + 12, { size: 8.5, width: 238 });
    }
    y = Math.max(below, left + 16) + 22;
    this.totals(sheet, ink, y, random);
    drawSignatures(sheet, Math.min(y + 125, 745), traps.issuer);
    sheet.line(42, 790, 553, 790, { thickness: 0.4 });
    sheet.text(`${seller.name}, REGON ${seller.regon}, KRS ${seller.krs}, BDO ${traps.bdo}. Wydrukowano: ${traps.printed}`, 297, 801, { size: 6.5, align: 'center', width: 510, color: [0.4, 0.4, 0.4] });
    sheet.text('Program do faktur Fakturownik, producent: Miękkie Liczby sp. z o.o., NIP 7740001454', 297, 811, { size: 6.5, align: 'center', color: [0.4, 0.4, 0.4] });
  },

  party(sheet, ink, side, title, x, random) {
    const party = ink.invoice[side];
    sheet.text(title, x, 150, { size: 9, weight: 'bold' });
    let y = sheet.paragraph(ink.name(side), x, 164, { size: 10, weight: 'bold', width: 245 });
    y = sheet.stack(ink.address(side), x, y, { size: 9 });
    sheet.text(`NIP: ${ink.nip(side)}`, x, y, { size: 9 });
    y += 12;
    if (side === 'seller') {
      sheet.text(`REGON: ${party.regon}`, x, y, { size: 8 });
      sheet.text(`tel. ${party.phone}, ${party.email}`, x, y + 11, { size: 8, width: 245 });
      y += 24;
    } else if (random.chance(0.4)) {
      sheet.text(`Nr klienta: ${ink.invoice.traps.customer}`, x, y, { size: 8 });
      y += 12;
    }
    return y;
  },

  totals(sheet, ink, y, random) {
    const { invoice } = ink;
    sheet.box(287, y - 14, 266, invoice.paid ? 52 : 22, { border: [0.2, 0.2, 0.2] });
    const total = (label, text, at, size) => {
      sheet.text(label, 295, at, { size, weight: 'bold' });
      sheet.text(text, 547, at, { size, weight: 'bold', align: 'right' });
    };
    total(invoice.paid ? 'Razem brutto:' : 'Razem do zapłaty:', `${ink.gross()} ${ink.currency()}`, y, 11);
    if (invoice.paid) {
      total('Zapłacono:', ink.money(invoice.paid), y + 15, 9);
      total('Pozostało do zapłaty:', ink.money(invoice.left), y + 30, 10);
    }
    const words = ink.words(invoice.paid && invoice.left ? invoice.left : invoice.total.gross);
    const at = sheet.paragraph(`Słownie: ${words}`, 42, y, { size: 8.5, width: 236 }) + 14;
    if (invoice.mpp) sheet.text(ink.mpp(random.pick(['mechanizm podzielonej płatności', 'Mechanizm podzielonej płatności', 'MECHANIZM PODZIELONEJ PŁATNOŚCI'])), 42, at, { size: 9, weight: 'bold' });
    else if (random.chance(0.3)) sheet.text('Uwagi: dziękujemy za zakupy, zwroty w ciągu 14 dni.', 42, at, { size: 8 });
    if (invoice.lines.some((line) => line.rate === 'zw')) sheet.text('Podstawa zwolnienia: art. 43 ust. 1 pkt 29 ustawy o VAT', 42, at + 13, { size: 8 });
    if (invoice.lines[0].rate === 'oo') sheet.text('Odwrotne obciążenie', 42, at + 13, { size: 9 });
  },
};
