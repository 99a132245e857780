import { TRADES } from '../data/goods.mjs';
import { buildInvoice } from '../invoice.mjs';
import { printQuantity } from '../data/print-forms.mjs';

const LETTERS = { 23: 'A', 8: 'B', 5: 'C', 0: 'D', zw: 'E' };
const SIMPLE_LIMIT = 45000;

/** A narrow till print that is an invoice in simplified form: rate letters, gross prices, the buyer by tax number alone. */
export default {
  name: 'uproszczona',
  families: ['dejavu-mono', 'roboto-mono'],
  size: [226, 560],
  style: { group: '', nip: 'plain', currency: 'PLN', rate: 'percent', date: 'iso', places: -1 },
  build(random) {
    const goods = [...TRADES.spozywczy, ...TRADES.biurowy].filter((good) => good.high < 6000 && good.unit !== 'os.');
    for (let attempt = 0; ; attempt++) {
      const invoice = buildInvoice(random.fork(`try${attempt}`), { rodzaj: 'UPR', goods, count: random.int(1, 6), maxQuantity: 5, method: 'brutto', payment: ['gotowka', 'karta', 'mobilna'], ksef: 0, mpp: 0, sameSaleDay: 1, numbers: ['erp', 'yearly', 'letters'] });
      if (invoice.total.gross <= SIMPLE_LIMIT) return invoice;
    }
  },

  draw(sheet, ink, random) {
    const { invoice } = ink;
    const { traps } = invoice;
    const middle = sheet.width / 2;
    let y = 22;
    for (const text of sheet.wrap(ink.name('seller'), 195, 9, 'bold')) {
      sheet.text(text, middle, y, { size: 9, weight: 'bold', align: 'center' });
      y += 11;
    }
    for (const text of [...ink.address('seller'), `NIP ${ink.nip('seller')}`]) {
      sheet.text(text, middle, y, { size: 8, align: 'center' });
      y += 10.5;
    }
    const rule = () => { sheet.line(14, y - 2, 212, y - 2, { dash: [3, 2] }); y += 9; };
    const pair = (label, value, size = 8, weight = 'regular') => {
      sheet.text(label, 14, y, { size, weight });
      sheet.text(value, 212, y, { size, weight, align: 'right', width: 130 });
      y += size * 1.32;
    };
    rule();
    sheet.text(random.pick(['FAKTURA UPROSZCZONA', 'Faktura uproszczona']), middle, y, { size: 9.5, weight: 'bold', align: 'center' });
    y += 12;
    pair('Nr:', ink.number());
    pair('Data wystawienia:', ink.issued());
    pair('NIP nabywcy:', ink.nip('buyer'));
    rule();
    for (const key of ['nazwa', 'ilosc', 'stawka_vat', 'wartosc_brutto']) ink.itemKeys.add(key);
    for (const line of invoice.lines) {
      y = sheet.paragraph(line.name, 14, y, { size: 7.5, width: 196, leading: 9 });
      sheet.text(`${printQuantity(line.quantity)} ${line.unit} × ${ink.amount(line.price)}`, 24, y, { size: 7.5 });
      sheet.text(`${ink.amount(line.gross)} ${LETTERS[line.rate]}`, 212, y, { size: 7.5, align: 'right' });
      y += 11;
    }
    rule();
    for (const key of ['stawka', 'vat', 'brutto']) ink.rateKeys.add(key);
    for (const row of invoice.rows) pair(`Sprzed. opod. PTU ${LETTERS[row.rate]}`, ink.amount(row.gross), 7.5);
    for (const row of invoice.rows) pair(`Kwota ${LETTERS[row.rate]} ${ink.rate(row.rate)}`, ink.amount(row.vat), 7.5);
    pair('SUMA PTU', ink.vat(), 7.5);
    ink.accepted.suma_netto = [`${(invoice.total.net / 100).toFixed(2)}`];
    y += 4;
    pair(`SUMA ${ink.currency()}`, ink.gross(), 13, 'bold');
    y += 2;
    pair(ink.payment().toUpperCase(), `${ink.amount(invoice.total.gross)} ${ink.currency()}`, 8);
    rule();
    sheet.text(`${traps.customer}  #${random.digits(3)}  KASA ${random.int(1, 9)}  ${random.int(8, 20)}:${random.int(10, 59)}`, middle, y, { size: 7, align: 'center' });
    sheet.text(`BDL ${random.digits(10)}`, middle, y + 11, { size: 7, align: 'center' });
    sheet.text('Dziękujemy, zapraszamy ponownie!', middle, y + 24, { size: 7.5, align: 'center' });
  },
};
