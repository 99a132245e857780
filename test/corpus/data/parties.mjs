/** Invented companies, people and addresses. Nothing here is copied from a register; together the lists use every Polish letter. */
import { makeAccount, makeKrs, makeNip, makeRegon } from './identifiers.mjs';

const FIRST = ['Łukasz', 'Małgorzata', 'Świętosława', 'Żaneta', 'Józef', 'Grażyna', 'Paweł', 'Elżbieta', 'Zdzisław', 'Agnieszka', 'Błażej', 'Halina', 'Stanisław',
  'Róża', 'Ścibor', 'Bożena', 'Michał', 'Wojciech', 'Jadwiga', 'Krzysztof', 'Urszula', 'Radosław', 'Zofia', 'Mieczysław'];
const LAST = ['Źrebiec', 'Dąbkowiak', 'Świderczuk', 'Żółtaszek', 'Ćwikłowski', 'Gęsiorek', 'Łosińczyk', 'Wójtaszek', 'Ośmiałek', 'Bąkiewicz-Kość', 'Pędziwiatr',
  'Jaźwińczak', 'Mącznik', 'Śliwiak', 'Różyczka', 'Kędziorny', 'Trąbiński', 'Niedźwiedziuk', 'Częstoszek', 'Półtorak', 'Wręga', 'Chrząszczak'];
const BRAND = ['Dębowy Gaj', 'Źródełko', 'Żuraw', 'Łąka', 'Świetlik', 'Ćma i Syn', 'Półka', 'Błysk', 'Wręga', 'Sęk', 'Jaźń', 'Śnieżka Blacha', 'Ogród Róż', 'Gwóźdź',
  'Nadwiślanka', 'Tęcza Farb', 'Kość i Spółka', 'Mżawka', 'Łuk Stalowy', 'Żagiel', 'Ósemka', 'Pstrąg', 'Księżyc', 'Zacisze', 'Miód i Wosk', 'Ląd', 'Węzeł', 'Cięciwa',
  'Wióry', 'Trójząb', 'Jesień', 'Ćwierć', 'Kłos', 'Brzęk', 'Szafir', 'Pająk', 'Strzałka', 'Bursztynowa', 'Ślad', 'Orzeł Biały Druk'];
const TRADE = ['Zakład Stolarski', 'Przedsiębiorstwo Handlowo-Usługowe', 'Hurtownia Spożywcza', 'Usługi Księgowe', 'Firma Transportowa', 'Pracownia Projektowa', 'Drukarnia',
  'Biuro Rachunkowe', 'Wytwórnia Mebli', 'Sklep Ogrodniczy', 'Zakład Ślusarski', 'Serwis Urządzeń Chłodniczych', 'Piekarnia', 'Agencja Reklamowa', 'Przychodnia Weterynaryjna'];
const FORMS = ['Sp. z o.o.', 'sp. z o.o.', 'S.A.', 'Sp. z o.o. Sp. k.', 'Spółka z ograniczoną odpowiedzialnością', 's.c.', 'Sp. j.', 'spółka jawna'];
const STREETS = ['ul. Leśna', 'ul. Świętojańska', 'ul. Żeglarska', 'al. Jana Pawła II', 'ul. Źródlana', 'ul. Kościuszki', 'ul. Łąkowa', 'ul. Dębowa', 'os. Słoneczne', 'ul. Ćwiklińskiej',
  'ul. Królowej Jadwigi', 'ul. Gęsia', 'ul. Mickiewicza', 'ul. 3 Maja', 'pl. Wolności', 'al. Niepodległości', 'ul. Księdza Piotra Ściegiennego', 'ul. Przemysłowa', 'ul. Młyńska', 'ul. Próżna',
  'ul. Węglowa', 'ul. Ogrodowa', 'ul. Zamkowa', 'ul. Spółdzielcza', 'ul. 11 Listopada', 'ul. Wrzosowa', 'ul. Bociania', 'ul. Jaśminowa'];
const CITIES = [['00', 'Warszawa'], ['30', 'Kraków'], ['90', 'Łódź'], ['50', 'Wrocław'], ['60', 'Poznań'], ['80', 'Gdańsk'], ['70', 'Szczecin'], ['85', 'Bydgoszcz'], ['20', 'Lublin'],
  ['15', 'Białystok'], ['40', 'Katowice'], ['35', 'Rzeszów'], ['10', 'Olsztyn'], ['25', 'Kielce'], ['87', 'Toruń'], ['65', 'Zielona Góra'], ['33', 'Nowy Sącz'], ['43', 'Bielsko-Biała'],
  ['42', 'Częstochowa'], ['34', 'Żywiec'], ['76', 'Słupsk'], ['58', 'Wałbrzych'], ['38', 'Sanok'], ['62', 'Września'], ['05', 'Piaseczno'], ['39', 'Mielec'], ['59', 'Złotoryja'], ['96', 'Skierniewice']];
const FOREIGN = [
  { name: 'Blauwald Handels GmbH', nip: 'DE136695976', street: 'Hafenstraße 14', town: '20457 Hamburg, DE' },
  { name: 'Severní Dílna s.r.o.', nip: 'CZ25123891', street: 'Nádražní 77', town: '702 00 Ostrava, CZ' },
  { name: 'Bergmühle Technik GmbH', nip: 'ATU13585627', street: 'Ringstraße 3', town: '4020 Linz, AT' },
  { name: 'Dolná Pílnica s.r.o.', nip: 'SK2022749619', street: 'Štefánikova 21', town: '811 05 Bratislava, SK' },
];

/** @typedef {{name: string, nip: string, street: string, town: string, city: string, regon: string, krs: string, phone: string, email: string, www: string,
 *   account: {nrb: string, bank: string, swift: string}}} Party */

const plain = (text) => text.toLowerCase().replaceAll('ł', 'l').normalize('NFD').replace(/[^a-z0-9]+/g, '');

/** @param {import('../random.mjs').Random} random */
export function makePerson(random) {
  const first = random.pick(FIRST);
  const last = random.pick(LAST);
  return `${first} ${first.endsWith('a') ? last.replace(/(s|c)ki$/, '$1ka') : last}`;
}

/** @param {import('../random.mjs').Random} random */
export function makeAddress(random) {
  const [area, city] = random.pick(CITIES);
  const house = `${random.int(1, 180)}${random.chance(0.2) ? random.pick(['A', 'B', 'C']) : ''}${random.chance(0.4) ? `/${random.int(1, 60)}` : ''}`;
  return { street: `${random.pick(STREETS)} ${house}`, town: `${area}-${random.digits(3)} ${city}`, city };
}

function companyName(random) {
  const brand = random.pick(BRAND);
  const style = random.int(0, 5);
  if (style === 0) return `${random.pick(TRADE)} „${brand}” ${random.pick(FORMS)}`;
  if (style === 1) return `${random.pick(TRADE)} ${brand.toUpperCase()} ${random.pick(FORMS)}`;
  if (style === 2) return `${random.pick(TRADE)} ${makePerson(random)}`;
  if (style === 3) return `${brand.toUpperCase()} ${random.pick(FORMS)}`;
  return `${brand} ${random.pick(FORMS)}`;
}

/** @param {import('../random.mjs').Random} random @param {{person?: boolean, foreign?: boolean, name?: string}} wish @returns {Party} */
export function makeParty(random, wish = {}) {
  const name = wish.name ?? (wish.person ? makePerson(random) : companyName(random));
  const domain = `${plain(name).slice(0, 14)}.example`;
  const base = {
    name, nip: makeNip(random), ...makeAddress(random), regon: makeRegon(random), krs: makeKrs(random),
    phone: random.pick([`+48 ${random.int(500, 799)} ${random.digits(3)} ${random.digits(3)}`, `(${random.int(12, 91)}) ${random.int(200, 899)} ${random.digits(2)} ${random.digits(2)}`]),
    email: `${random.pick(['biuro', 'faktury', 'kontakt'])}@${domain}`, www: `www.${domain}`, account: makeAccount(random),
  };
  if (!wish.foreign) return base;
  const foreign = random.pick(FOREIGN);
  return { ...base, ...foreign, city: foreign.town };
}

/** A commune that pays and a school that receives: two parties with two NIPs. @param {import('../random.mjs').Random} random */
export function makeCommune(random) {
  const buyer = makeParty(random);
  const patron = random.pick(['Ignacego Łukasiewicza', 'Królowej Jadwigi', 'Jana Długosza', 'Józefa Wybickiego']);
  const school = makeParty(random, { name: `${random.pick(['Szkoła Podstawowa', 'Zespół Szkół', 'Przedszkole Samorządowe'])} nr ${random.int(1, 19)} im. ${patron}` });
  return { buyer: { ...buyer, name: `Gmina ${buyer.city}` }, recipient: { ...school, city: buyer.city, town: `${buyer.town.slice(0, 3)}${random.digits(3)} ${buyer.city}` } };
}
