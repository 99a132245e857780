/**
 * What turns values into print and remembers which of them were printed. A layout asks the ink for every value it draws, so
 * that the truth of a page holds exactly what can be seen on it, in the normal form of the contract.
 */
import { amountInWords } from './data/amount-in-words.mjs';
import { decimal, printAccount, printAmount, printDate, printNip, printQuantity, printRate } from './data/print-forms.mjs';

export const FIELD_NAMES = ['numer_faktury', 'data_wystawienia', 'data_sprzedazy', 'termin_platnosci', 'sprzedawca_nazwa', 'sprzedawca_nip', 'sprzedawca_adres', 'nabywca_nazwa',
  'nabywca_nip', 'nabywca_adres', 'waluta', 'suma_netto', 'suma_vat', 'suma_brutto', 'numer_konta', 'sposob_platnosci', 'numer_ksef', 'mpp'];

/** @typedef {{date: string, nip: string, account: string, rate: string, group: string, point: string, trailingMinus: boolean, minus: string, currency: string, places: number, words: 'fraction'|'words'|'code'}} Style */

/** A way of printing for one document. @param {import('./random.mjs').Random} random @param {Partial<Style>} fixed @returns {Style} */
export function makeStyle(random, fixed = {}) {
  return {
    date: random.pick(['iso', 'iso', 'dots', 'dots', 'dots-r', 'dash', 'slash', 'words']), nip: random.pick(['plain', 'plain', 'company', 'person', 'eu', 'spaced']),
    account: random.pick(['grouped', 'grouped', 'iban', 'plain']), rate: random.pick(['percent', 'percent', 'bare', 'space']), group: random.pick([' ', ' ', '\u00a0', '', '.']),
    point: ',', trailingMinus: false, minus: '-', currency: random.pick(['zł', 'PLN']), places: random.pick([-1, -1, 2, 0]), words: random.pick(['fraction', 'fraction', 'words', 'code']), ...fixed,
  };
}

export class Ink {
  /** @param {any} invoice @param {Style} style */
  constructor(invoice, style) {
    this.invoice = invoice;
    this.style = style;
    /** @type {Map<string, string|boolean>} */
    this.seen = new Map();
    this.accepted = {};
    this.itemKeys = new Set();
    this.rateKeys = new Set();
    this.items = invoice.lines;
  }

  /** @param {string} field @param {string|boolean} value normal form */
  mark(field, value) { this.seen.set(field, value); }

  /** @param {string} iso a date that is no field */
  plainDate(iso) { return printDate(iso, this.style.date); }
  /** @param {number} grosze an amount that is no field */
  amount(grosze) { return printAmount(grosze, this.style); }
  /** An amount with its currency, which thereby is seen. @param {number} grosze */
  money(grosze) { return `${this.amount(grosze)} ${this.currency()}`; }

  currency() {
    this.mark('waluta', this.invoice.currency);
    return this.invoice.currency === 'PLN' ? this.style.currency : 'EUR';
  }

  number() { this.mark('numer_faktury', this.invoice.number); return this.invoice.number; }
  issued() { this.mark('data_wystawienia', this.invoice.issue); return this.plainDate(this.invoice.issue); }
  sold() { this.mark('data_sprzedazy', this.invoice.sale); return this.plainDate(this.invoice.sale); }
  due() { this.mark('termin_platnosci', this.invoice.due); return this.plainDate(this.invoice.due); }
  /** `14 dni` without a date: nothing to read, but a reader may work the date out. */
  termsOnly() {
    this.accepted.termin_platnosci = [this.invoice.due];
    return `${this.invoice.terms} dni`;
  }

  /** @param {'seller'|'buyer'} side */
  name(side) { this.mark(`${POLISH[side]}_nazwa`, this.invoice[side].name); return this.invoice[side].name; }
  /** By the contract a NIP is ten digits: the VAT number of a foreign buyer is print, but no value of the field. @param {'seller'|'buyer'} side @param {string} [style] */
  nip(side, style) {
    const { nip } = this.invoice[side];
    if (/^\d{10}$/.test(nip)) this.mark(`${POLISH[side]}_nip`, nip);
    return printNip(nip, style ?? this.style.nip);
  }
  /** Street and town, two strings. @param {'seller'|'buyer'} side @returns {[string, string]} */
  address(side) {
    const { street, town } = this.invoice[side];
    this.mark(`${POLISH[side]}_adres`, `${street}, ${town}`);
    return [street, town];
  }

  net() { this.mark('suma_netto', decimal(this.invoice.total.net)); return this.amount(this.invoice.total.net); }
  vat() { this.mark('suma_vat', decimal(this.invoice.total.vat)); return this.amount(this.invoice.total.vat); }
  gross() { this.mark('suma_brutto', decimal(this.invoice.total.gross)); return this.amount(this.invoice.total.gross); }
  words(grosze = this.invoice.total.gross) { return amountInWords(grosze, this.invoice.currency, this.style.words); }

  account() { this.mark('numer_konta', this.invoice.seller.account.nrb); return printAccount(this.invoice.seller.account.nrb, this.style.account); }
  /** An account that is not the one to pay to. @param {string} nrb */
  plainAccount(nrb) { return printAccount(nrb, this.style.account); }
  payment() { this.mark('sposob_platnosci', this.invoice.payment); return this.invoice.paymentText; }
  ksef() { this.mark('numer_ksef', this.invoice.ksef); return this.invoice.ksef; }
  /** The words of split payment, where the invoice has it. @param {string} text */
  mpp(text = 'Mechanizm podzielonej płatności') { this.mark('mpp', true); return text; }
  rate(rate) { return printRate(rate, this.style.rate); }

  /**
   * Columns of the item table: `[key, title, width, align?]`. Keys of the contract enter the truth; `netPrice` etc. print the same values.
   * @param {[string, string, number, ('left'|'right'|'center')?][]} specs
   */
  itemColumns(specs) {
    for (const [key] of specs) this.itemKeys.add(key);
    return specs.map(([key, title, width, align]) => ({ title, width, align: align ?? ITEM_ALIGN[key] ?? 'right', cell: (row, index) => this.itemCell(key, row, index) }));
  }

  itemCell(key, row, index) {
    switch (key) {
      case 'lp': return `${row.lp ?? index + 1}${this.style.lpDot ? '.' : ''}`;
      case 'nazwa': return row.name;
      case 'kod': return row.code ?? '';
      case 'ilosc': return printQuantity(row.quantity, this.style.point, row.quantity % 1000 === 0 ? this.style.places : this.style.places > 0 ? 3 : -1);
      case 'jednostka': return row.unit;
      case 'cena_netto': case 'cena_brutto': return this.amount(row.price);
      case 'rabat': return row.discount ? `${row.discount}%` : '';
      case 'stawka_vat': return this.rate(row.rate);
      case 'wartosc_netto': return this.amount(row.net);
      case 'wartosc_vat': return this.amount(row.vat);
      case 'wartosc_brutto': return this.amount(row.gross);
      default: throw new Error(`unknown column ${key}`);
    }
  }

  /** Columns of the VAT table: keys stawka, netto, vat, brutto; rows with `sum: true` are totals and not part of the truth. */
  rateColumns(specs) {
    for (const [key] of specs) this.rateKeys.add(key);
    return specs.map(([key, title, width, align]) => ({
      title, width, align: align ?? (key === 'stawka' ? 'center' : 'right'),
      cell: (row) => key === 'stawka' ? row.label ?? this.rate(row.rate) : this.amount(row[{ netto: 'net', vat: 'vat', brutto: 'gross' }[key]]),
    }));
  }

  /** The total as a row of the VAT table; the three sums are thereby seen. @param {string} label */
  totalRow(label) {
    this.net();
    this.vat();
    this.gross();
    return { label, ...this.invoice.total, sum: true };
  }

  /** A page with rows per rate but no sums of them: one row is the sum; several may be added up by a reader, or left. */
  impliedTotals() {
    const { rows, total } = this.invoice;
    if (rows.length === 1) {
      this.net();
      this.vat();
    } else Object.assign(this.accepted, { suma_netto: [decimal(total.net)], suma_vat: [decimal(total.vat)] });
  }

  /** What stands on the page, in the contract's normal form. */
  truth() {
    const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, this.seen.get(name) ?? null]));
    const shown = (keys, key, value) => keys.has(key) ? value : null;
    return {
      rodzaj: this.invoice.rodzaj, fields, accepted: this.accepted,
      pozycje: this.itemKeys.size === 0 ? [] : this.items.map((row, i) => ({
        lp: row.lp ?? i + 1, nazwa: row.name, ilosc: shown(this.itemKeys, 'ilosc', printQuantity(row.quantity, '.')), jednostka: shown(this.itemKeys, 'jednostka', row.unit),
        cena_netto: shown(this.itemKeys, 'cena_netto', decimal(row.price)), stawka_vat: shown(this.itemKeys, 'stawka_vat', row.rate), wartosc_netto: shown(this.itemKeys, 'wartosc_netto', decimal(row.net)),
        wartosc_vat: shown(this.itemKeys, 'wartosc_vat', decimal(row.vat)), wartosc_brutto: shown(this.itemKeys, 'wartosc_brutto', decimal(row.gross)),
      })),
      podsumowanie_vat: this.rateKeys.size === 0 ? [] : this.invoice.rows.map((row) => ({
        stawka: row.rate, netto: shown(this.rateKeys, 'netto', decimal(row.net)), vat: shown(this.rateKeys, 'vat', decimal(row.vat)), brutto: shown(this.rateKeys, 'brutto', decimal(row.gross)),
      })),
    };
  }
}

const POLISH = { seller: 'sprzedawca', buyer: 'nabywca' };
const ITEM_ALIGN = { lp: 'center', nazwa: 'left', kod: 'left', jednostka: 'center', stawka_vat: 'center' };
