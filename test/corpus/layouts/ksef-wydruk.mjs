import { createHash } from 'node:crypto';
import { buildInvoice } from '../invoice.mjs';
import { drawQr } from '../draw/qr.mjs';
import { drawTable } from '../draw/table.mjs';

const GREY = [0.42, 0.42, 0.42];

/** A print in the manner of the national e-invoicing system: grey section titles, dates with dots, parties in two columns, QR code with the number under it. */
export default {
  name: 'ksef-wydruk',
  families: ['lato'],
  style: { date: 'dots', nip: 'plain', group: '\u00a0', account: 'plain', currency: 'PLN', rate: 'percent' },
  build: (random) => buildInvoice(random, { count: random.int(1, 8), ksef: 1, mpp: 0.3, payment: ['przelew', 'przelew', 'przelew', 'gotowka'] }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    sheet.text('Krajowy System ', 40, 52, { size: 18 });
    sheet.text('e-Faktur', 40 + sheet.measure('Krajowy System ', 18), 52, { size: 18, color: [0.75, 0.1, 0.15], weight: 'bold' });
    sheet.text('Numer Faktury:', 555, 44, { size: 8, align: 'right', color: GREY });
    sheet.text(ink.number(), 555, 60, { size: 14, weight: 'bold', align: 'right' });
    sheet.text('Faktura podstawowa', 555, 73, { size: 9, align: 'right' });
    sheet.text(`Numer KSEF: ${ink.ksef()}`, 555, 86, { size: 8.5, align: 'right' });
    sheet.line(40, 98, 555, 98, { color: [0.75, 0.75, 0.75] });

    const bottoms = [this.party(sheet, ink, 'seller', 'Sprzedawca', 40), this.party(sheet, ink, 'buyer', 'Nabywca', 300)];
    let y = this.section(sheet, 'Szczegóły', Math.max(...bottoms) + 12);
    const details = [`Data wystawienia: ${ink.issued()}`, ...(random.chance(0.7) ? [`Data dokonania lub zakończenia dostawy towarów lub wykonania usługi: ${ink.sold()}`] : []), `Miejsce wystawienia: ${invoice.place}`];
    y = this.section(sheet, 'Pozycje', sheet.stack(details, 40, y, { size: 8.5 }) + 6);
    sheet.text(`Faktura wystawiona w cenach netto w walucie ${ink.currency()}`, 40, y, { size: 8.5 });
    const columns = ink.itemColumns([['lp', 'Lp.', 24], ['nazwa', 'Nazwa towaru lub usługi', 190], ['cena_netto', 'Cena jedn. netto', 66], ['ilosc', 'Ilość', 46], ['jednostka', 'Miara', 45], ['stawka_vat', 'Stawka podatku', 58], ['wartosc_netto', 'Wartość sprzedaży netto', 86]]);
    const turn = () => { sheet.newPage(); return 50; };
    y = drawTable(sheet, { x: 40, y: y + 6, columns, rows: invoice.lines, size: 8.5, headFill: [0.95, 0.95, 0.95], lineColor: [0.75, 0.75, 0.75], pad: 4, headWeight: 'regular', onBreak: turn });
    sheet.text(`Kwota należności ogółem: ${ink.gross()} ${ink.currency()}`, 555, y + 20, { size: 11, weight: 'bold', align: 'right' });
    if (y > 560) y = turn();
    y = this.section(sheet, 'Podsumowanie stawek podatku', y + 42);
    const names = { 23: '23% lub 22%', 8: '8% lub 7%', 5: '5%', zw: 'zwolnione z opodatkowania' };
    const rates = ink.rateColumns([['lp', 'Lp.', 30], ['stawka', 'Stawka podatku', 155, 'left'], ['netto', 'Kwota netto', 110], ['vat', 'Kwota podatku', 110], ['brutto', 'Kwota brutto', 110]]);
    rates[0].cell = (_row, i) => String(i + 1);
    ink.impliedTotals();
    y = drawTable(sheet, { x: 40, y: y - 4, columns: rates, rows: invoice.rows.map((row) => ({ ...row, label: names[row.rate] ?? row.rate })), size: 8.5, headFill: [0.95, 0.95, 0.95], lineColor: [0.75, 0.75, 0.75], pad: 4, headWeight: 'regular' });
    y = this.payment(sheet, ink, y + 22, random);
    this.code(sheet, ink, y);
  },

  section(sheet, title, y) {
    sheet.text(title, 40, y + 4, { size: 12, weight: 'bold' });
    return y + 22;
  },

  party(sheet, ink, side, title, x) {
    sheet.text(title, x, 118, { size: 12, weight: 'bold' });
    sheet.text(`NIP: ${ink.nip(side)}`, x, 136, { size: 8.5 });
    let y = sheet.paragraph(`Nazwa: ${ink.name(side)}`, x, 148, { size: 8.5, width: 240 });
    sheet.text('Adres', x, y + 4, { size: 8.5, weight: 'bold' });
    y = sheet.stack([...ink.address(side), 'Polska'], x, y + 16, { size: 8.5 });
    return y;
  },

  payment(sheet, ink, y, random) {
    const { invoice } = ink;
    if (y > 640) { sheet.newPage(); y = 60; }
    if (invoice.mpp) {
      y = this.section(sheet, 'Adnotacje', y);
      sheet.text(ink.mpp('Mechanizm podzielonej płatności'), 40, y, { size: 8.5 });
      y += 18;
    }
    y = this.section(sheet, 'Płatność', y);
    const texts = invoice.payment === 'przelew' ? ['Informacja o płatności: Brak zapłaty', `Forma płatności: ${ink.payment()}`, `Termin płatności: ${ink.due()}`] : ['Informacja o płatności: Zapłacono', `Data zapłaty: ${ink.plainDate(invoice.issue)}`, `Forma płatności: ${ink.payment()}`];
    y = sheet.stack(texts, 40, y, { size: 8.5 });
    if (invoice.payment === 'przelew') y = sheet.stack([`Pełny numer rachunku: ${ink.account()}`, `Kod SWIFT: ${invoice.seller.account.swift}`, `Nazwa banku: ${invoice.seller.account.bank}`], 300, y - 36, { size: 8.5 });
    if (random.chance(0.6)) {
      y = this.section(sheet, 'Rejestry', y + 8);
      sheet.text(`KRS: ${invoice.seller.krs}    REGON: ${invoice.seller.regon}    BDO: ${invoice.traps.bdo}`, 40, y, { size: 8.5 });
      y += 12;
    }
    return y + 10;
  },

  code(sheet, ink, y) {
    const { invoice } = ink;
    if (y > 695) { sheet.newPage(); y = 60; }
    const [year, month, day] = invoice.issue.split('-');
    const hash = createHash('sha256').update(invoice.ksef).digest('base64url');
    sheet.text('Sprawdź, czy Twoja faktura znajduje się w KSeF!', 40, y + 8, { size: 10, weight: 'bold' });
    drawQr(sheet, `https://qr.ksef.mf.gov.pl/invoice/${invoice.seller.nip}/${day}-${month}-${year}/${hash}`, 40, y + 16, 110);
    sheet.text(invoice.ksef, 95, y + 136, { size: 7, align: 'center' });
    sheet.paragraph('Nie możesz zeskanować kodu z obrazka? Kliknij w link weryfikacyjny i przejdź do weryfikacji faktury!', 170, y + 50, { size: 8, width: 250 });
  },
};
