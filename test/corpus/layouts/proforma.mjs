import { buildInvoice } from '../invoice.mjs';
import { drawLogo, lighten, pickTone } from '../draw/pieces.mjs';
import { drawTable } from '../draw/table.mjs';

/** A modern template with a tinted side column: dates and account stand there, under small labels; the rest of the page is airy. Not a tax document. */
export default {
  name: 'proforma',
  style: { currency: 'PLN' },
  families: ['lato', 'open-sans'],
  build: (random) => buildInvoice(random, { rodzaj: 'PROFORMA', numbers: ['proforma', 'spaced'], count: random.int(1, 5), trade: random.pick(['uslugi', 'biurowy', 'przemysl']), payment: ['przelew'], terms: [3, 5, 7, 14], ksef: 0, mpp: 0 }),

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const { seller } = invoice;
    const tone = pickTone(random);
    sheet.box(0, 0, 168, sheet.height, { fill: lighten(tone, 0.9) });
    drawLogo(sheet, 36, 40, 56, tone, random);
    const facts = [['Data wystawienia', ink.issued()], ['Płatne do', ink.due()], ['Sposób płatności', ink.payment()], ['Waluta', ink.currency()]];
    let side = 140;
    for (const [label, value] of facts) {
      sheet.text(label, 30, side, { size: 8, color: tone });
      sheet.text(value, 30, side + 13, { size: 10.5, weight: 'bold' });
      side += 36;
    }
    sheet.text('Rachunek do wpłaty', 30, side, { size: 8, color: tone });
    const [first, second] = split(ink.account());
    const bank = sheet.stack([first, second].filter(Boolean), 30, side + 13, { size: 9, width: 132 });
    sheet.paragraph(seller.account.bank, 30, bank, { size: 8.5, width: 130 });
    sheet.stack([`tel. ${seller.phone}`, seller.email, seller.www, `REGON ${seller.regon}`], 30, 740, { size: 7.5, width: 132 });

    sheet.text('Faktura pro forma', 196, 64, { size: 20, color: tone });
    sheet.text(ink.number(), 196, 86, { size: 13, weight: 'bold' });
    let y = 122;
    for (const [who, title] of [['seller', 'Sprzedawca'], ['buyer', 'Nabywca']]) {
      const x = who === 'seller' ? 196 : 388;
      sheet.text(title, x, y, { size: 8, color: tone });
      const at = sheet.paragraph(ink.name(who), x, y + 14, { size: 9.5, weight: 'bold', width: 175 });
      sheet.stack([...ink.address(who), `NIP: ${ink.nip(who)}`], x, at, { size: 9 });
    }
    y = 222;
    const specs = [['nazwa', 'Pozycja', 140], ['ilosc', 'Ilość', 40], ['jednostka', 'J.m.', 36], ['cena_netto', 'Cena', 54], ['stawka_vat', 'VAT', 36], ['wartosc_brutto', 'Brutto', 62]];
    y = drawTable(sheet, { x: 194, y, columns: ink.itemColumns(specs), rows: invoice.lines, size: 9, headSize: 8, grid: 'head', pad: 5, lineColor: tone, zebra: [0.97, 0.97, 0.97] }) + 16;
    for (const [label, value] of [['Razem netto', `${ink.net()} ${ink.currency()}`], ['Podatek VAT', `${ink.vat()} ${ink.currency()}`]]) {
      sheet.text(label, 400, y, { size: 9, align: 'right' });
      sheet.text(value, 558, y, { size: 9, align: 'right' });
      y += 15;
    }
    sheet.line(330, y - 6, 560, y - 6, { color: tone });
    sheet.text('Razem brutto', 400, y + 10, { size: 11, weight: 'bold', align: 'right' });
    sheet.text(`${ink.gross()} ${ink.currency()}`, 558, y + 10, { size: 13, weight: 'bold', align: 'right', color: tone });
    y = sheet.paragraph(`Słownie: ${ink.words()}`, 196, y + 36, { size: 8.5, width: 360 }) + 10;
    y = sheet.paragraph('Dokument nie jest fakturą VAT i nie stanowi podstawy do odliczenia podatku. Fakturę końcową wystawimy po zaksięgowaniu wpłaty.', 196, y, { size: 8, width: 360 });
    if (random.chance(0.6)) sheet.text(`Oferta nr OF/${invoice.traps.customer}/26, opiekun: ${invoice.traps.issuer}`, 196, y + 10, { size: 8 });
  },
};

function split(account) {
  const words = account.split(/[ -]/);
  if (words.length < 4) return [account];
  const middle = Math.ceil(words.length / 2) + (words[0] === 'PL' ? 1 : 0);
  return [words.slice(0, middle).join(' '), words.slice(middle).join(' ')];
}
