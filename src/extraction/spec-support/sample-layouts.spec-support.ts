import type { FieldName } from '../extraction.types';
import type { Run } from './page-builder.spec-support';

export interface SampleLayout {
  readonly name: string;
  readonly pages: readonly (readonly Run[])[];
  readonly fields: Readonly<Partial<Record<FieldName, string | boolean | null>>>;
  readonly lines?: number;
}

const right = (x: number, y: number, size: number, text: string): Run => [x - text.length * size * 0.5, y, size, text];
const row = (y: number, size: number, cells: readonly (readonly [number, string])[]): Run[] => cells.map(([x, text]): Run => [x, y, size, text]);

const PARTIES = {
  sprzedawca_nazwa: 'Drewno Polskie Sp. z o.o.', sprzedawca_nip: '1234563218', sprzedawca_adres: 'ul. Leśna 7/3, 00-950 Warszawa',
  nabywca_nazwa: 'Żuraw i Syn s.c.', nabywca_nip: '1234567819', nabywca_adres: 'ul. Łódzka 12, 90-001 Łódź',
};

/** Labels stand above and beside their values, parties have labelled parts, and no row sums up the rates. */
const visualiser: SampleLayout = {
  name: 'print of a structured invoice',
  pages: [[
    [40, 40, 16, 'Krajowy System e-Faktur'], right(555, 36, 8, 'Numer Faktury:'), right(555, 52, 14, 'FV/17/03/2026'), right(555, 66, 9, 'Faktura podstawowa'),
    [330, 82, 8, 'Numer KSEF:'], [392, 82, 8, '1234563218-20260316-0200A0B1C2D3-B3'],
    [40, 110, 11, 'Sprzedawca'], [300, 110, 11, 'Nabywca'],
    [40, 126, 8, 'Dane identyfikacyjne'], [300, 126, 8, 'Dane identyfikacyjne'],
    [40, 138, 8, 'NIP: 1234563218'], [300, 138, 8, 'NIP: 1234567819'],
    [40, 150, 8, 'Nazwa: Drewno Polskie Sp. z o.o.'], [300, 150, 8, 'Nazwa: Żuraw i Syn s.c.'],
    [40, 166, 8, 'Adres'], [300, 166, 8, 'Adres'],
    [40, 178, 8, 'ul. Leśna 7/3'], [300, 178, 8, 'ul. Łódzka 12'],
    [40, 190, 8, '00-950 Warszawa'], [300, 190, 8, '90-001 Łódź'],
    [40, 202, 8, 'Polska'], [300, 202, 8, 'Polska'],
    [40, 218, 8, 'Dane kontaktowe'], [300, 218, 8, 'Dane kontaktowe'],
    [40, 230, 8, 'E-mail: biuro@drewno.example'], [300, 230, 8, 'Tel.: 667 444 555'],
    [40, 260, 11, 'Szczegóły'],
    [40, 276, 8, 'Data wystawienia, z zastrzeżeniem art. 106na ust. 1 ustawy: 16.03.2026'], [330, 276, 8, 'Miejsce wystawienia: Warszawa'],
    [40, 288, 8, 'Data dokonania lub zakończenia dostawy towarów lub wykonania usługi: 14.03.2026'], [400, 288, 8, 'Kod waluty: PLN'],
    [40, 316, 11, 'Pozycje'], [40, 330, 8, 'Faktura wystawiona w cenach netto w walucie PLN'],
    ...row(348, 7, [[40, 'Lp.'], [60, 'Nazwa towaru lub usługi'], [220, 'Cena jedn.'], [290, 'Ilość'], [330, 'Miara'], [380, 'Stawka'], [440, 'Wartość'], ]), ...row(357, 7, [[220, 'netto'], [380, 'podatku'], [440, 'sprzedaży netto']]),
    ...row(372, 7, [[40, '1'], [60, 'Deska sosnowa'], [220, '33,4567'], [290, '30'], [330, 'szt.'], [380, '23%'], [440, '1003,70']]),
    ...row(386, 7, [[40, '2'], [60, 'Usługa gastronomiczna'], [220, '250,00'], [290, '1'], [330, 'usł.'], [380, '8%'], [440, '250,00']]),
    right(555, 408, 10, 'Kwota należności ogółem: 1504,55 PLN'),
    [40, 436, 11, 'Podsumowanie stawek podatku'],
    ...row(452, 7, [[40, 'Lp.'], [80, 'Stawka podatku'], [220, 'Kwota netto'], [320, 'Kwota podatku'], [440, 'Kwota brutto']]),
    ...row(466, 7, [[40, '1'], [80, '23% lub 22%'], [220, '1003,70'], [320, '230,85'], [440, '1234,55']]),
    ...row(480, 7, [[40, '2'], [80, '8% lub 7%'], [220, '250,00'], [320, '20,00'], [440, '270,00']]),
    [40, 510, 11, 'Płatność'], [40, 526, 8, 'Informacja o płatności: Brak zapłaty'], [40, 538, 8, 'Forma płatności: Przelew'],
    [40, 554, 8, 'Termin płatności'], [40, 566, 8, '30.03.2026'],
    [40, 590, 8, 'Numer rachunku bankowego'], ...row(604, 8, [[40, 'Pełny numer rachunku'], [180, '61109010140000071219812874']]), ...row(616, 8, [[40, 'Kod SWIFT'], [180, 'WBKPPLPP']]), ...row(628, 8, [[40, 'Nazwa banku'], [180, 'Bank Zachodni S.A.']]),
    [40, 660, 11, 'Rejestry'], ...row(676, 7, [[40, 'Pełna nazwa'], [220, 'KRS'], [320, 'REGON'], [440, 'BDO']]), ...row(690, 7, [[40, 'Drewno Polskie Sp. z o.o.'], [220, '0000099999'], [320, '192598184'], [440, '000000099']]),
  ]],
  fields: {
    ...PARTIES, numer_faktury: 'FV/17/03/2026', data_wystawienia: '2026-03-16', data_sprzedazy: '2026-03-14', termin_platnosci: '2026-03-30', waluta: 'PLN', suma_netto: '1253.70', suma_vat: '250.85', suma_brutto: '1504.55',
    numer_konta: '61109010140000071219812874', sposob_platnosci: 'przelew', numer_ksef: '1234563218-20260316-0200A0B1C2D3-B3', mpp: null,
  },
  lines: 2,
};

/** Buyer before seller, title words left of the blocks, a recipient as a trap, dates in a strip, term in days. */
const stacked: SampleLayout = {
  name: 'stacked blocks with titles on the left',
  pages: [[
    [200, 50, 16, 'FAKTURA VAT'], [200, 68, 11, 'nr 2026/03/0017 z dnia 16 marca 2026 r.'], [440, 50, 8, 'ORYGINAŁ'],
    ...row(100, 9, [[40, 'Data sprzedaży:'], [140, '14.03.2026'], [300, 'Zamówienie nr:'], [390, 'ZAM/998/2026']]),
    ...row(130, 9, [[40, 'Nabywca:'], [140, 'Żuraw i Syn s.c.']]), [140, 142, 9, 'ul. Łódzka 12, 90-001 Łódź'], [140, 154, 9, 'NIP 123-45-67-819'],
    ...row(180, 9, [[40, 'Odbiorca:'], [140, 'Szkoła Podstawowa nr 4']]), [140, 192, 9, 'ul. Szkolna 1, 90-002 Łódź'], [140, 204, 9, 'NIP 526-587-76-35'],
    ...row(230, 9, [[40, 'Sprzedawca:'], [140, 'Drewno Polskie Sp. z o.o.']]), [140, 242, 9, 'ul. Leśna 7/3, 00-950 Warszawa'], [140, 254, 9, 'NIP 123-456-32-18'],
    ...row(290, 8, [[40, 'Lp'], [60, 'Nazwa'], [250, 'Ilość'], [290, 'J.m.'], [330, 'Cena netto'], [390, 'Rabat'], [430, 'Wart. netto'], [500, 'VAT %']]),
    ...row(304, 8, [[40, '1'], [60, 'Deska sosnowa heblowana impregnowana'], [250, '30'], [290, 'szt.'], [330, '33,46'], [390, '0%'], [430, '1 003,70'], [500, '23']]), [60, 314, 8, 'ciśnieniowo'],
    ...row(328, 8, [[40, '2'], [60, 'Usługa gastronomiczna'], [250, '1'], [290, 'usł.'], [330, '250,00'], [390, '0%'], [430, '250,00'], [500, '8']]),
    ...row(360, 8, [[330, 'Stawka'], [390, 'Netto'], [450, 'VAT'], [510, 'Brutto']]), ...row(374, 8, [[330, '23%'], [390, '1 003,70'], [450, '230,85'], [510, '1 234,55']]), ...row(386, 8, [[330, '8%'], [390, '250,00'], [450, '20,00'], [510, '270,00']]),
    ...row(400, 8, [[330, 'Ogółem'], [390, '1 253,70'], [450, '250,85'], [510, '1 504,55']]),
    [40, 430, 10, 'Do zapłaty: 1 504,55 zł'], [40, 446, 9, 'Słownie: jeden tysiąc pięćset cztery złote 55/100'], [40, 462, 9, 'Płatność: przelew, termin 14 dni'], [40, 478, 9, 'mBank 61 1090 1014 0000 0712 1981 2874'],
    [40, 500, 9, 'Mechanizm podzielonej płatności'], [40, 790, 7, 'Wydrukowano: 17.03.2026 12:01 Strona 1 z 1'],
  ]],
  fields: {
    ...PARTIES, numer_faktury: '2026/03/0017', data_wystawienia: '2026-03-16', data_sprzedazy: '2026-03-14', termin_platnosci: '2026-03-30', waluta: 'PLN', suma_netto: '1253.70', suma_vat: '250.85', suma_brutto: '1504.55',
    numer_konta: '61109010140000071219812874', sposob_platnosci: 'przelew', numer_ksef: null, mpp: true,
  },
  lines: 2,
};

/** Everything in sentences; totals only as labelled lines; foreign buyer; English and German labels. */
const abroad: SampleLayout = {
  name: 'bilingual invoice to a firm abroad',
  pages: [[
    [40, 50, 14, 'INVOICE / FAKTURA No. EX-5/2026'], ...row(80, 9, [[40, 'Issue date / Data wystawienia'], [220, 'Sale date / Data sprzedaży'], [400, 'Due date / Termin płatności']]), ...row(94, 9, [[40, '2026-03-16'], [220, '2026-03-16'], [400, '2026-04-15']]),
    [40, 130, 10, 'Seller / Sprzedawca'], [320, 130, 10, 'Buyer / Nabywca'], [40, 146, 9, 'Drewno Polskie Sp. z o.o.'], [320, 146, 9, 'Holzhaus Müller GmbH'], [40, 158, 9, 'ul. Leśna 7/3'], [320, 158, 9, 'Hauptstraße 5'],
    [40, 170, 9, '00-950 Warszawa, Poland'], [320, 170, 9, '10115 Berlin'], [40, 182, 9, 'VAT ID: PL1234563218'], [320, 182, 9, 'VAT ID: DE136695976'],
    ...row(220, 8, [[40, 'No.'], [70, 'Description'], [280, 'Qty'], [320, 'Unit'], [360, 'Unit price'], [430, 'VAT'], [480, 'Net amount']]), ...row(236, 8, [[40, '1'], [70, 'Pine board'], [280, '100'], [320, 'pcs'], [360, '8.50'], [430, '0% WDT'], [480, '850.00']]),
    ...row(270, 9, [[380, 'Total net:'], [480, '850.00 EUR']]), ...row(284, 9, [[380, 'VAT:'], [480, '0.00 EUR']]), ...row(298, 9, [[380, 'Total gross:'], [480, '850.00 EUR']]),
    [40, 330, 9, 'Payment method: bank transfer'], [40, 344, 9, 'IBAN: PL 61 1090 1014 0000 0712 1981 2874 SWIFT: WBKPPLPP'], [40, 358, 9, 'Exchange rate: 4.2567 PLN/EUR, table A NBP no. 050/A/NBP/2026 of 2026-03-13'],
  ]],
  fields: {
    sprzedawca_nazwa: 'Drewno Polskie Sp. z o.o.', sprzedawca_nip: '1234563218', nabywca_nazwa: 'Holzhaus Müller GmbH', nabywca_nip: null, nabywca_adres: 'Hauptstraße 5, 10115 Berlin', numer_faktury: 'EX-5/2026', data_wystawienia: '2026-03-16',
    data_sprzedazy: '2026-03-16', termin_platnosci: '2026-04-15', waluta: 'EUR', suma_netto: '850.00', suma_vat: '0.00', suma_brutto: '850.00', numer_konta: '61109010140000071219812874', sposob_platnosci: 'przelew', mpp: null,
  },
  lines: 1,
};

/** A correction by difference lines, with the numbers of the corrected invoice as traps; paid in cash. */
const correction: SampleLayout = {
  name: 'correction by differences',
  pages: [[
    [40, 50, 14, 'Faktura korygująca nr KOR/2/04/2026'], [40, 68, 9, 'Data wystawienia: 02.04.2026'], [40, 82, 9, 'Numer faktury korygowanej: FV/17/03/2026'], [40, 96, 9, 'Data wystawienia faktury korygowanej: 16.03.2026'],
    [40, 110, 9, 'Numer KSeF faktury korygowanej: 1234563218-20260316-0200A0B1C2D3-B3'], [40, 124, 9, 'Przyczyna korekty: zwrot 1 szt.'],
    [40, 150, 10, 'Sprzedawca:'], [320, 150, 10, 'Nabywca:'], [40, 164, 9, 'Drewno Polskie Sp. z o.o.'], [320, 164, 9, 'Żuraw i Syn s.c.'], [40, 176, 9, 'ul. Leśna 7/3'], [320, 176, 9, 'ul. Łódzka 12'], [40, 188, 9, '00-950 Warszawa'], [320, 188, 9, '90-001 Łódź'],
    [40, 200, 9, 'NIP: 1234563218'], [320, 200, 9, 'NIP: 1234567819'],
    ...row(230, 8, [[40, 'Lp.'], [70, 'Nazwa towaru'], [250, 'Ilość'], [300, 'Cena netto'], [370, 'Wartość netto'], [440, 'Stawka'], [480, 'Kwota VAT'], [535, 'Brutto']]),
    ...row(244, 8, [[40, '1'], [70, 'Deska sosnowa'], [250, '-1'], [300, '33,46'], [370, '-33,46'], [440, '23%'], [480, '-7,70'], [535, '-41,16']]),
    ...row(260, 8, [[300, 'Razem'], [370, '-33,46'], [480, '-7,70'], [535, '-41,16']]), [40, 290, 10, 'Do zwrotu: 41,16 PLN'], [40, 304, 9, 'Sposób zapłaty: gotówka'],
  ]],
  fields: {
    ...PARTIES, numer_faktury: 'KOR/2/04/2026', data_wystawienia: '2026-04-02', data_sprzedazy: null, termin_platnosci: null, waluta: 'PLN', suma_netto: '-33.46', suma_vat: '-7.70', suma_brutto: '-41.16', numer_konta: null, sposob_platnosci: 'gotowka',
    numer_ksef: null, mpp: null,
  },
  lines: 1,
};

const ITEMS = Array.from({ length: 14 }, (_, i) => ({ lp: i + 1, net: 10000 + i * 100 }));
const zl = (grosze: number): string => `${Math.floor(grosze / 100)},${String(grosze % 100).padStart(2, '0')}`;
const heading = (y: number): Run[] => row(y, 8, [[40, 'Lp.'], [70, 'Nazwa usługi'], [280, 'Ilość'], [320, 'J.m.'], [360, 'Cena netto'], [430, 'Wartość netto'], [510, 'VAT']]);
const itemRow = ({ lp, net }: { lp: number; net: number }, y: number): Run[] => row(y, 8, [[40, String(lp)], [70, `Usługa nr ${lp} wg umowy`], [280, '1'], [320, 'usł.'], [360, zl(net)], [430, zl(net)], [510, '23%']]);
const part = (from: number, to: number): number => ITEMS.slice(from, to).reduce((sum, { net }) => sum + net, 0);

/** A table over two pages with a repeated head and carried sums; paid already; parties on one line each. */
const longTable: SampleLayout = {
  name: 'two pages with carried sums',
  pages: [[
    right(555, 40, 9, 'Warszawa, 16.03.2026'), [40, 70, 14, 'Faktura nr F/000123/26/K'],
    [40, 100, 9, 'Sprzedawca: Drewno Polskie Sp. z o.o., ul. Leśna 7/3, 00-950 Warszawa, NIP: 1234563218'], [40, 116, 9, 'Nabywca: Żuraw i Syn s.c., ul. Łódzka 12, 90-001 Łódź, NIP: 1234567819'], [40, 132, 9, 'Data wystawienia i sprzedaży: 16.03.2026'],
    ...heading(160), ...ITEMS.slice(0, 8).flatMap((item, i) => itemRow(item, 176 + 14 * i)), ...row(300, 8, [[320, 'Do przeniesienia'], [430, zl(part(0, 8))]]), [280, 800, 8, 'Strona 1 z 2'],
  ], [
    [40, 40, 8, 'Faktura nr F/000123/26/K'], ...heading(70), ...row(86, 8, [[320, 'Z przeniesienia'], [430, zl(part(0, 8))]]), ...ITEMS.slice(8).flatMap((item, i) => itemRow(item, 102 + 14 * i)),
    ...row(220, 9, [[360, 'Razem netto'], [480, `${zl(part(0, 14))} zł`]]), ...row(234, 9, [[360, 'Podatek VAT 23%'], [480, `${zl(Math.round(part(0, 14) * 0.23))} zł`]]), ...row(248, 9, [[360, 'Razem brutto'], [480, `${zl(Math.round(part(0, 14) * 1.23))} zł`]]),
    ...row(262, 9, [[360, 'Zapłacono kartą'], [480, `${zl(Math.round(part(0, 14) * 1.23))} zł`]]), ...row(276, 9, [[360, 'Do zapłaty'], [480, '0,00 zł']]), [280, 800, 8, 'Strona 2 z 2'],
  ]],
  fields: {
    ...PARTIES, numer_faktury: 'F/000123/26/K', data_wystawienia: '2026-03-16', data_sprzedazy: '2026-03-16', termin_platnosci: null, waluta: 'PLN', suma_netto: '1491.00', suma_vat: '342.93', suma_brutto: '1833.93', numer_konta: null, sposob_platnosci: 'karta', mpp: null,
  },
  lines: 14,
};

export const SAMPLE_LAYOUTS: readonly SampleLayout[] = [visualiser, stacked, abroad, correction, longTable];
