import { extractInvoice } from '../extract-invoice';
import { DEFAULT_THRESHOLDS, type ExtractedInvoice } from '../extraction.types';
import { documentOf, type Run } from '../spec-support/page-builder.spec-support';

const read = (runs: readonly Run[]): ExtractedInvoice => extractInvoice(documentOf([runs]), { thresholds: DEFAULT_THRESHOLDS, today: '2026-11-21' });
const row = (y: number, ...cells: readonly (readonly [number, string])[]): Run[] => cells.map(([x, text]): Run => [x, y, 9, text]);
const sums = ({ fields }: ExtractedInvoice): unknown[] => [fields.suma_netto, fields.suma_vat, fields.suma_brutto].map((field) => field?.value ?? null);
const rates = ({ podsumowanie_vat }: ExtractedInvoice): string[] => podsumowanie_vat.map(({ stawka, netto, vat, brutto }) => [stawka, netto, vat, brutto].join(' '));

const SUMMARY = row(300, [300, 'Wartość netto'], [400, 'Kwota VAT'], [480, 'Wartość brutto']);

describe('rows of sums', () => {
  it('are called what stands before the first title of their table', () => {
    const invoice = read([...SUMMARY, ...row(316, [150, 'Razem:'], [310, '150,00'], [410, '27,00'], [490, '177,00']), ...row(332, [150, 'w tym: stawka 23%'], [310, '100,00'], [410, '23,00'], [490, '123,00']), ...row(348, [150, 'stawka 8%'], [315, '50,00'], [415, '4,00'], [495, '54,00'])]);
    expect([sums(invoice), rates(invoice)]).toEqual([['150.00', '27.00', '177.00'], ['23 100.00 23.00 123.00', '8 50.00 4.00 54.00']]);
  });

  it('that two sections make up are the total, and the sections are not', () => {
    const head = row(300, [40, 'Wyszczególnienie'], [220, 'Ilość'], [300, 'Należność netto'], [400, 'Kwota VAT'], [480, 'Należność brutto']);
    const section = (y: number, name: string, ...money: [string, string, string]): Run[] => row(y, [40, name], [320, money[0]], [420, money[1]], [500, money[2]]);
    const invoice = read([...head, ...row(316, [40, 'Energia'], [230, '5'], [320, '300,00'], [420, '69,00'], [500, '369,00']), ...section(332, 'Ogółem sprzedaż', '300,00', '69,00', '369,00'), ...row(348, [40, 'Opłata stała'], [230, '1'], [320, '100,00'], [420, '23,00'], [500, '123,00']), ...section(364, 'Ogółem dystrybucja', '100,00', '23,00', '123,00'), ...section(396, 'Ogółem', '400,00', '92,00', '492,00')]);
    expect(sums(invoice)).toEqual(['400.00', '92.00', '492.00']);
  });

  it('of a correction that before, change and after add up is the change', () => {
    const sum = (y: number, name: string, ...money: [string, string, string]): Run[] => row(y, [60, name], [310, money[0]], [410, money[1]], [490, money[2]]);
    const states = [...SUMMARY, ...sum(316, 'Wcześniej', '300,00', '69,00', '369,00'), ...sum(332, 'Wartość różniąca', '-100,00', '-23,00', '-123,00'), ...sum(348, 'Obecnie', '200,00', '46,00', '246,00')];
    expect(sums(read([[60, 60, 14, 'Faktura korygująca nr KOR/1/2026'], ...states, ...row(380, [60, 'Do zwrotu: 123,00 zł'])]))).toEqual(['-100.00', '-23.00', '-123.00']);
  });

  it('that remain after advances are the invoice', () => {
    const sum = (y: number, name: string, ...money: [string, string, string]): Run[] => row(y, [60, name], [310, money[0]], [410, money[1]], [490, money[2]]);
    const invoice = read([...SUMMARY, ...sum(316, 'Wartość zamówienia', '300,00', '69,00', '369,00'), ...sum(332, 'Zaliczki', '-100,00', '-23,00', '-123,00'), ...sum(348, 'Pozostaje (VAT 23%)', '200,00', '46,00', '246,00')]);
    expect(sums(invoice)).toEqual(['200.00', '46.00', '246.00']);
  });

  it('belong to no state of a correction for the sake of a column called "Stan przed"', () => {
    const head = [...row(300, [450, 'Stawka'], [500, 'Stan']), ...row(308, [40, 'Lp.'], [65, 'Nazwa towaru'], [250, 'Cena jedn. netto'], [330, 'Ilość'], [380, 'Wartość netto']), ...row(316, [450, 'podatku'], [500, 'przed'])];
    const items = [...row(332, [40, '1'], [65, 'Deska'], [260, '100,00'], [335, '3'], [390, '300,00'], [455, '23%'], [500, 'Tak']), ...row(348, [40, '1'], [65, 'Deska'], [260, '100,00'], [335, '2'], [390, '200,00'], [455, '23%'])];
    const summary = [...row(380, [60, 'Stawka podatku'], [200, 'Kwota netto'], [300, 'Kwota podatku'], [400, 'Kwota brutto']), ...row(396, [60, '23%'], [200, '-100,00'], [300, '-23,00'], [400, '-123,00'])];
    expect(sums(read([[40, 60, 14, 'Faktura korygująca nr KOR/1/2026'], ...head, ...items, ...summary]))).toEqual(['-100.00', '-23.00', '-123.00']);
  });

  it('are none of items numbered with a dot', () => {
    const head = row(300, [40, 'Lp.'], [65, 'Nazwa'], [250, 'Cena'], [320, 'Wartość netto'], [400, 'Stawka VAT'], [440, 'Kwota VAT'], [500, 'Wartość brutto']);
    const invoice = read([...head, ...row(316, [40, '1.'], [250, '50,00'], [330, '50,00'], [405, '23%'], [450, '11,50'], [510, '61,50']), ...row(332, [40, '2.'], [250, '70,00'], [330, '70,00'], [405, '23%'], [450, '16,10'], [510, '86,10']), ...row(360, [65, 'Razem'], [330, '120,00'], [405, '23%'], [450, '27,60'], [510, '147,60'])]);
    expect(rates(invoice)).toEqual(['23 120.00 27.60 147.60']);
  });

  it('of rates are those that make up the invoice, not those of the advances before', () => {
    const head = (y: number): Run[] => row(y, [100, 'Stawka VAT'], [200, 'Wartość netto'], [300, 'Kwota VAT'], [400, 'Wartość brutto']);
    const sum = (y: number, name: string, ...money: [string, string, string]): Run[] => row(y, [110, name], [210, money[0]], [310, money[1]], [410, money[2]]);
    const invoice = read([...head(300), ...sum(316, '23%', '700,00', '161,00', '861,00'), ...head(350), ...sum(366, '23%', '300,00', '69,00', '369,00'), ...sum(382, 'Razem', '300,00', '69,00', '369,00')]);
    expect(rates(invoice)).toEqual(['23 300.00 69.00 369.00']);
  });

  it('that are exempt and print no tax have none', () => {
    expect(rates(read([...row(300, [100, 'Stawka VAT'], [200, 'Wartość netto'], [300, 'Kwota VAT'], [400, 'Wartość brutto']), ...row(316, [110, 'zw'], [210, '360,00'], [315, '–'], [410, '360,00'])]))).toEqual(['zw 360.00 0.00 360.00']);
  });
});

describe('a VAT table that lies on its side', () => {
  const table = (...tax: [string, string, string]): Run[] => [...row(300, [60, 'Stawka VAT'], [200, '8%'], [270, '23%'], [340, 'Razem']), ...row(316, [60, 'Netto'], [185, '100,00'], [258, '200,00'], [330, '300,00']), ...row(332, [60, 'Podatek VAT'], [192, tax[0]], [262, tax[1]], [335, tax[2]]), ...row(348, [60, 'Brutto'], [185, '108,00'], [258, '246,00'], [330, '354,00'])];

  it('gives a row a rate and the totals', () => {
    const invoice = read(table('8,00', '46,00', '54,00'));
    expect([sums(invoice), rates(invoice)]).toEqual([['300.00', '54.00', '354.00'], ['8 100.00 8.00 108.00', '23 200.00 46.00 246.00']]);
  });
});

describe('VAT by rate where no table prints it', () => {
  const head = row(300, [40, 'Lp.'], [65, 'Nazwa'], [230, 'Ilość'], [290, 'Cena netto'], [370, 'VAT'], [480, 'Wartość netto']);
  const item = (y: number, lp: string, rate: string, value: string): Run[] => row(y, [40, lp], [65, 'Deska sosnowa'], [235, '1'], [300, value], [372, rate], [500, value]);
  const totals = (net: string, vat: string, gross: string): Run[] => [...row(400, [300, 'Razem netto'], [500, net]), ...row(416, [300, 'Razem VAT'], [505, vat]), ...row(432, [300, 'Razem brutto'], [500, gross])];

  it('is the invoice itself where it names one rate', () => {
    expect(rates(read([...head, ...item(316, '1', '23%', '100,00'), ...totals('100,00', '23,00', '123,00')]))).toEqual(['23 100.00 23.00 123.00']);
  });

  it('is that of the items where they make up the sums', () => {
    expect(rates(read([...head, ...item(316, '1', '23%', '100,00'), ...item(332, '2', '8%', '50,00'), ...totals('150,00', '27,00', '177,00')])).sort()).toEqual(['23 100.00 23.00 123.00', '8 50.00 4.00 54.00']);
  });

  it('stays open where they do not', () => {
    expect(rates(read([...head, ...item(316, '1', '23%', '100,00'), ...item(332, '2', '8%', '50,00'), ...totals('150,00', '30,00', '180,00')]))).toEqual([]);
  });

  it('is no witness of the sums that it was worked out from', () => {
    const invoice = read([...head, ...item(316, '1', '23%', '100,00'), ...totals('100,00', '23,00', '123,00')]);
    expect(invoice.fields.suma_netto?.checks.map(({ code }) => code)).not.toContain('rates_add_up');
  });
});

it('leaves out rows that convert the sums into zlotys', () => {
  const head = row(200, [40, 'Lp.'], [65, 'Usługa'], [200, 'Ilość'], [250, 'Wartość netto'], [340, 'VAT'], [400, 'Kwota VAT'], [480, 'Wartość brutto']), item = row(214, [40, '1'], [65, 'Przewóz'], [200, '1'], [260, '100,00'], [340, '23%'], [410, '23,00'], [490, '123,00']);
  const invoice = read([...head, ...item, ...row(228, [180, 'Razem EUR'], [260, '100,00'], [410, '23,00'], [490, '123,00']), ...row(250, [40, 'Do zapłaty: 123,00 EUR']), ...row(270, [40, 'Kurs NBP: 1 EUR = 4,0000 PLN']), ...row(284, [40, 'Stawka VAT'], [200, 'Netto PLN'], [300, 'VAT PLN'], [400, 'Brutto PLN']), ...row(298, [40, '23%'], [200, '400,00'], [300, '92,00'], [400, '492,00'])]);
  expect(rates(invoice)).toEqual(['23 100.00 23.00 123.00']);
});

it('reads the titles of the structured invoice, which say the rate', () => {
  const invoice = read([...row(300, [40, 'Podstawa 23 (P_13_1)'], [180, 'Podatek 23 (P_14_1)'], [320, 'Należność ogółem (P_15)']), ...row(316, [60, '100,00'], [200, '23,00'], [350, '123,00'])]);
  expect([sums(invoice), rates(invoice)]).toEqual([['100.00', '23.00', '123.00'], ['23 100.00 23.00 123.00']]);
});

it('keeps the rates that a correction leaves as they are', () => {
  const states = [...row(300, [40, 'Stawka VAT'], [200, 'Wartość netto'], [300, 'Kwota VAT'], [400, 'Wartość brutto']), ...row(316, [50, '23%'], [210, '0,00'], [310, '0,00'], [410, '0,00']), ...row(332, [50, '8%'], [210, '-100,00'], [310, '-8,00'], [410, '-108,00']), ...row(348, [50, 'Razem'], [210, '-100,00'], [310, '-8,00'], [410, '-108,00'])];
  expect(rates(read([[60, 60, 14, 'Faktura korygująca nr KOR/1/2026'], ...states]))).toEqual(['23 0.00 0.00 0.00', '8 -100.00 -8.00 -108.00']);
});
