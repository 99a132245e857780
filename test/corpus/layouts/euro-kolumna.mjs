import { buildInvoice } from '../invoice.mjs';
import { drawPairs } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';

/** Amounts in euro with Polish labels: the facts in a narrow column at the left, parties beside it, the tax in złoty as a small table just under the sums. */
export default {
  name: 'euro-kolumna',
  families: ['roboto-condensed', 'barlow'],
  style: { account: 'iban', date: 'dots', currency: 'PLN', rate: 'space' },
  build(random) {
    const abroad = random.chance(0.3);
    return buildInvoice(random, {
      count: random.int(1, 6), currency: 'EUR', trade: abroad ? 'uslugi' : random.pick(['uslugi', 'przemysl']), rate: abroad ? 'np' : '23', payment: ['przelew'], numbers: ['plain', 'yearly', 'branch'],
      mpp: abroad ? 0 : 0.15, ksef: 0.4, buyer: { foreign: abroad },
    });
  },

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const { seller, traps } = invoice;
    sheet.text('FAKTURA', 40, 60, { size: 24, weight: 'bold' });
    sheet.line(40, 70, 555, 70, { thickness: 2 });
    const facts = [['Numer', ink.number()], ['Wystawiona dnia', ink.issued()], ['Data wykonania usługi', ink.sold()], ['Termin zapłaty', ink.due()], ['Forma zapłaty', ink.payment()], ['Waluta', ink.currency()], ['Nr zamówienia', traps.order]];
    let y = 90;
    for (const [label, value] of facts) {
      sheet.text(label, 40, y, { size: 8, color: [0.4, 0.4, 0.4] });
      sheet.text(value, 40, y + 12, { size: 10, weight: 'bold', width: 125 });
      y += 29;
    }
    sheet.line(172, 80, 172, y - 12, { thickness: 0.5 });
    let at = 92;
    for (const [side, title] of [['seller', 'SPRZEDAJĄCY'], ['buyer', 'KUPUJĄCY']]) {
      sheet.text(title, 186, at, { size: 8, weight: 'bold', color: [0.4, 0.4, 0.4] });
      at = sheet.paragraph(ink.name(side), 186, at + 14, { size: 11, weight: 'bold', width: 365 });
      at = sheet.stack([...ink.address(side), `VAT UE ${ink.nip(side, 'eu')}`], 186, at, { size: 9.5 });
      if (side === 'seller') at = sheet.stack([`REGON ${seller.regon}, KRS ${seller.krs}`], 186, at, { size: 8 });
      at += 12;
    }
    y = Math.max(y, at) + 6;
    const specs = [['lp', 'Nr', 24], ['nazwa', 'Opis', 215], ['ilosc', 'Ilość', 50], ['jednostka', 'J.m.', 40], ['cena_netto', 'Cena [EUR]', 62], ['wartosc_netto', 'Wartość netto [EUR]', 72], ['stawka_vat', 'Stawka', 52]];
    y = drawTable(sheet, { x: 40, y, columns: ink.itemColumns(specs), rows: invoice.lines, size: 9, headSize: 8, grid: 'head', pad: 4, headFill: [0.9, 0.9, 0.9] }) + 14;
    const sums = [['Suma netto', `${ink.net()} EUR`], [`Podatek VAT ${ink.rate(invoice.rows[0].rate)}`, `${ink.vat()} EUR`], ['Suma brutto', `${ink.gross()} EUR`]];
    y = drawPairs(sheet, sums, { x: 360, y: y + 4, valueX: 553, valueAlign: 'right', size: 10.5, boldValue: true });
    sheet.line(355, y - 9, 555, y - 9);
    y = this.zloty(sheet, ink, y);
    sheet.box(40, y + 6, 515, 26, { fill: [0.9, 0.9, 0.9] });
    sheet.text(`Do zapłaty: ${ink.amount(invoice.left)} EUR`, 48, y + 23, { size: 12, weight: 'bold' });
    y = sheet.paragraph(`(słownie: ${ink.words()})`, 40, y + 46, { size: 9, width: 515 }) + 4;
    const own = ['EUR', ink.account()];
    const other = ['PLN', ink.plainAccount(invoice.otherAccount.nrb)];
    const accounts = random.chance(0.5) ? [own, other] : [other, own];
    sheet.text(`Konta bankowe (${seller.account.bank}, SWIFT ${seller.account.swift}):`, 40, y, { size: 9 });
    y = drawPairs(sheet, accounts, { x: 40, y: y + 14, valueX: 70, size: 9.5 });
    if (invoice.mpp) sheet.text(ink.mpp('Mechanizm podzielonej płatności'), 40, y += 4, { size: 9, weight: 'bold' });
    if (invoice.ksef) sheet.text(`Nr KSeF: ${ink.ksef()}`, 40, y + 14, { size: 9 });
    sheet.text(`Faktura wygenerowana elektronicznie ${traps.printed}, nie wymaga podpisu.`, 40, 810, { size: 7.5, color: [0.45, 0.45, 0.45] });
  },

  zloty(sheet, ink, y) {
    const { invoice } = ink;
    const [pln] = invoice.rowsPln;
    if (invoice.total.vat === 0) {
      sheet.text('Odwrotne obciążenie / reverse charge', 553, y + 4, { size: 9, align: 'right' });
      return y + 16;
    }
    sheet.text(`Równowartość w PLN (kurs ${invoice.rateText}, tab. ${invoice.rateTable} z ${ink.plainDate(invoice.rateDay)}):`, 553, y + 4, { size: 7.5, align: 'right' });
    return drawPairs(sheet, [['netto', `${ink.amount(pln.net)} PLN`], ['VAT', `${ink.amount(pln.vat)} PLN`]], { x: 440, y: y + 16, valueX: 553, valueAlign: 'right', size: 8.5 });
  },
};
