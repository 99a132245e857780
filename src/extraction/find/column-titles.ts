import { approximateHits, editDistance, mayOccur, preparePattern, signatureOf } from '../read/fuzzy-match';
import { compact } from '../read/normalise-text';
import { parseVatRate } from '../read/vat-rate';

/** `inne`: a column whose title is not known. */
export type ColumnKey = 'lp' | 'nazwa' | 'kod' | 'jednostka' | 'ilosc' | 'cena' | 'cena_brutto' | 'rabat' | 'netto' | 'stawka' | 'vat' | 'brutto' | 'stan' | 'inne';

/** Column titles; a title may be spread over up to three lines. The longest that fits wins. */
const COLUMNS: Readonly<Record<Exclude<ColumnKey, 'inne'>, readonly string[]>> = {
  lp: ['lp', 'l.p', 'nr', 'poz', 'no', 'nr poz', 'pos', 'lp no', 'item no', 'position', 'nr wiersza', 'lp.', 'liczba porządkowa'],
  nazwa: [
    'nazwa', 'nazwa towaru lub usługi', 'nazwa towaru usługi', 'nazwa towaru', 'nazwa usługi', 'towar usługa', 'towar lub usługa', 'opis',
    'przedmiot sprzedaży', 'wyszczególnienie', 'description', 'bezeichnung', 'nazwa i opis', 'nazwa produktu', 'produkt', 'treść', 'nazwa towarów lub usług',
    'goods or service', 'item', 'nazwa rodzaj towaru lub usługi', 'opis towaru usługi', 'name of goods or services', 'name', 'nazwa asortymentu', 'przedmiot',
    'tytuł', 'usługa', 'towar', 'nazwa opłaty', 'rodzaj opłaty', 'składnik', 'beschreibung', 'artikel', 'goods services',
    'nazwa towaru lub usługi description', 'specyfikacja', 'opłata', 'pozycja', 'pozycje', 'nazwa pozycji', 'service', 'opis usługi', 'leistung', 'za co',
    'asortyment', 'opis towaru', 'tytuł zaliczki', 'tytuł rabatu', 'przedmiot zaliczki', 'tytuł należności', 'tytuł opłaty', 'rodzaj usługi', 'rodzaj świadczenia', 'zakres prac',
  ],
  kod: [
    'indeks', 'kod', 'symbol', 'sku', 'pkwiu', 'cn', 'pkob', 'gtin', 'ean', 'gtu', 'cn pkwiu', 'kod towaru', 'symbol pkwiu', 'nr katalogowy', 'index', 'code',
    'pkwiu cn', 'uu id', 'kod cn', 'numer katalogowy', 'procedura', 'kgo', 'cn code', 'seria', 'nr serii', 'nr partii', 'data ważności', 'data ważn', 'nr wz', 'nr rysunku', 'zeichnung', 'drawing',
  ],
  jednostka: ['j.m', 'jm', 'jedn', 'jednostka', 'miara', 'jednostka miary', 'unit', 'einheit', 'jedn miary', 'j m', 'uom', 'jm unit', 'me'],
  ilosc: ['ilość', 'liczba', 'qty', 'quantity', 'menge', 'ilość qty', 'ilość jm', 'ilość sztuk', 'zużycie', 'ilosc quantity', 'ilosc j.m', 'il jm', 'ilość i jm', 'ilość jedn', 'szt', 'liczba godzin', 'ilość godzin', 'liczba sztuk', 'ile', 'nakład', 'il'],
  cena: [
    'cena netto', 'cena jedn netto', 'cena jednostkowa', 'cena', 'cena jedn', 'cena jednostkowa netto', 'unit price', 'einzelpreis', 'unit net price',
    'net price', 'cena netto unit price', 'cena jedn netto net price', 'stawka netto', 'price', 'cena j', 'cena po rabacie', 'cena netto po rabacie', 'cena netto po rab', 'c netto po rab', 'cena jedn netto po rab', 'cena jedn netto po rabacie',
    'cena netto przed rab', 'cena netto przed rabatem', 'cena jedn netto przed rab', 'cena po upuście', 'cena netto po upuście', 'c netto', 'cena n', 'cena bez vat',
    'cena za jednostkę', 'cena jednostkowa bez podatku', 'cena jedn bez vat', 'cena jednostkowa bez vat', 'unit price net', 'preis', 'cena jednostkowa unit price', 'cena netto net price', 'śr cena',
    'średnia cena', 'cena katalogowa netto', 'cena katalogowa', 'cena katalog netto', 'stawka za godzinę', 'stawka za godz', 'stawka godzinowa', 'stawka godz', 'cena za godzinę',
  ],
  cena_brutto: ['cena brutto', 'cena jedn brutto', 'cena jednostkowa brutto', 'gross price', 'unit gross price', 'cena z vat', 'cena z podatkiem', 'cena brutto po upuście', 'cena brutto po rabacie', 'cena brutto po rab'],
  rabat: ['rabat', 'upust', 'bonifikata', 'discount', 'rabatt', 'rabat %', 'rab'],
  netto: [
    'wartość netto', 'wart netto', 'w-ść netto', 'kwota netto', 'netto', 'wartość bez podatku', 'wartość bez vat', 'wartość sprzedaży netto', 'net amount', 'net value', 'net',
    'wartość towarów', 'wartość netto net value', 'wartość', 'nettobetrag', 'wartość netto net amount', 'podstawa opodatkowania', 'sprzedaż netto',
    'należność netto', 'netto net', 'amount', 'wartość sprzedaży bez podatku', 'należność bez podatku', 'wartość towarów usług netto', 'total net', 'podstawa',
    'suma netto', 'razem netto', 'net total', 'taxable amount', 'kwota bez vat', 'podstawa vat',
  ],
  stawka: [
    'stawka vat', 'st vat', 'stawka podatku', 'ptu', 'stawka', 'vat rate', 'stawka podatku vat', 'stawka vat rate', 'tax rate', 'steuersatz',
    'stawka vat vat rate', 'st', 'stawka ptu', 'rate', 'vat stawka', 'mwst satz', 'wg stawek', 'według stawki vat', 'wg stawki vat', 'stawka vat vat',
  ],
  vat: [
    'kwota vat', 'vat', 'podatek vat', 'kwota podatku', 'vat zł', 'vat amount', 'podatek', 'wartość vat', 'kwota podatku vat', 'tax amount', 'mwst',
    'kwota vat vat amount', 'wart vat', 'tax', 'kwota vat vat', 'suma vat', 'podatek kwota', 'vat kwota', 'mwst betrag', 'vat pln', 'vat eur', 'razem vat',
    'podatek vat kwota', 'kw vat', 'steuer', 'ust', 'w tym vat', 'w tym podatek', 'w tym podatek vat', 'w tym kwota vat',
  ],
  brutto: [
    'wartość brutto', 'wart brutto', 'brutto', 'kwota brutto', 'wartość z podatkiem', 'wartość z vat', 'wartość z podatkiem vat', 'wartość sprzedaży brutto', 'gross amount', 'gross value', 'gross',
    'wartość brutto gross value', 'sprzedaż brutto', 'należność brutto', 'bruttobetrag', 'razem', 'brutto gross', 'wartość brutto gross amount', 'total gross',
    'total', 'należność', 'wartość sprzedaży z podatkiem', 'suma brutto', 'razem brutto', 'do zapłaty', 'gross total',
    'kwota należności ogółem', 'kwota należności', 'należność ogółem', 'kwota z vat',
  ],
  stan: ['stan', 'przed po', 'stan przed', 'typ'],
};

const ENTRIES = (Object.entries(COLUMNS) as [ColumnKey, readonly string[]][])
  .flatMap(([key, wordings]) => wordings.map((wording) => ({ key, text: compact(wording).text })))
  .map(({ key, text }) => ({ key, text, pattern: preparePattern(text), limit: text.length < 5 ? 0 : Math.min(3, Math.floor(text.length / 5)) }));

/** A column as its title names it. `unsaid`: of line values that the title says neither net nor gross of. */
export interface ColumnTitle { readonly key: ColumnKey; readonly closeness: number; readonly length: number; readonly unsaid?: boolean; /** The one rate that the title itself says ("VAT 23%"). */ readonly rate?: string }

const UNSAID = new Set(['wartość', 'amount', 'wartość towarów'].map((title) => compact(title).text));

/** Which column a title names, or null. Currencies and "[zł]" behind it do not matter; the whole text must be the title. */
export function columnOf(title: string): ColumnTitle | null {
  // the fields of the structured invoice ("Podstawa 23 (P_13_1)", "P_8A Jm")
  const structured = /\s*\(P_\d{1,2}[A-Z]?(?:_\d{1,2}[A-Z]?)?\)|^P_\d{1,2}[A-Z]{0,2}(?:_\d{1,2}[A-Z]?)?\s+(?=\S)/i.exec(title)?.[0];
  if (structured) return columnOf(title.replace(structured, '').replace(/(?<=\s)(?:23|22|8|7|5)$/, '$&%'));
  const rated = /^(.{0,20}\b(?:vat|podatku|podatek|netto|podstawa))\s{0,3}[([]?(\d{1,2})\s?%[)\]]?(.{0,12})$/i.exec(title);
  if (rated) return ratedColumn(`${rated[1] ?? ''} ${rated[3] ?? ''}`, rated[2] ?? '');
  const percent = /%/.test(title);
  const text = compact(unabbreviated(title).replace(/[[(]?\b(?:zł|zl|pln|eur|usd)\b[\])]?/gi, ' ')).text.replace(/(?<=[a-z]{3})(?:pln|eur|usd|zlgr|zl)$/, '');
  if (percent && /^(?:vat|v|ptu|mwst|stawka|podatek|tax|st)?$/.test(text)) return { key: 'stawka', closeness: 1, length: 3 };
  if (text === '' && /^\s*#\s*$/.test(title)) return { key: 'lp', closeness: 1, length: 1 };
  const signature = signatureOf(text);
  let best: (ColumnTitle & { score: number; wording: string }) | null = null;
  for (const { key, text: wording, pattern, limit } of ENTRIES) {
    if (Math.abs(wording.length - text.length) > limit + 2 || !mayOccur(pattern, signature, limit)) continue;
    const whole = editDistance(wording, text, limit);
    const distance = whole <= limit ? whole : Math.min(...approximateHits(pattern, text, limit).filter((hit) => wording.length > 8 && text.length - (hit.end - hit.start) <= 2).map((hit) => hit.distance + 1), Infinity);
    const score = wording.length - 2 * distance;
    if (distance < Infinity && (!best || score > best.score)) best = { key, closeness: 1 - distance / wording.length, length: wording.length, score, wording };
  }
  return best ? { key: best.key, closeness: best.closeness, length: best.length, unsaid: UNSAID.has(best.wording) } : describedColumn(text);
}

function ratedColumn(title: string, percent: string): ColumnTitle | null {
  const named = columnOf(title), rate = parseVatRate(`${percent}%`);
  return named?.key === 'vat' && rate !== null ? { ...named, length: named.length + 2, rate } : named;
}

/** "Cena br.", "Wart. br.", "Cena net.": a word before them says what is net or gross. */
function unabbreviated(title: string): string {
  return title.replace(/(?<=\p{L}[.\s]{1,3})(?:br|brut)\.?(?=\s|$)/iu, 'brutto').replace(/(?<=\p{L}[.\s]{1,3})(?:net\.|n\.)(?=\s|$)/iu, 'netto');
}

/** What is net or gross and no value of the item: weights, deposits, discounts, profits, fees beside the price, and by how much a correction changes it. */
const NO_VALUE = /^(?:zm[il]ana|roznica|korekta|cena|waga|masa|c[il]ezar|kaucja|rabat|upust|opakowan|marza|zysk|doplata|recykl|oplatarecykl|oplataprod|kgo|strata|[il]loscnetto|[il]loscbrutto)/;

/**
 * Titles that no list exhausts: of the flat-rate refund to farmers, by its first word and by "without" or "with the refund", sums for
 * one unit ("netto/szt.", "cena za osobę"), prices of a kind ("cena hurtowa netto"), numbers of things, and all that begin with "name".
 */
function describedColumn(text: string): ColumnTitle | null {
  const refund = /^(cena|stawka|kwota|wartosc)(.*)zwrot/.exec(text);
  if (refund) {
    const keys: Readonly<Record<string, ColumnKey>> = { cena: 'cena', stawka: 'stawka', kwota: 'vat', wartosc: /bez/.test(refund[2] ?? '') ? 'netto' : 'brutto' };
    return { key: keys[refund[1] ?? ''] ?? 'vat', closeness: 0.9, length: text.length };
  }
  const each = /^(?:cena|kwota|koszt)?(netto|brutto)(?:za)?(?:1|jedn|jednostke|szt|sztuke|egz|kg|godz|h|m|m2|mb|km|kpl)$/.exec(text)?.[1];
  if (each !== undefined) return { key: each === 'netto' ? 'cena' : 'cena_brutto', closeness: 0.9, length: text.length };
  const kind = /^cena[a-z]{1,20}(netto|brutto)$/.exec(text)?.[1];
  if (kind !== undefined) return { key: kind === 'netto' ? 'cena' : 'cena_brutto', closeness: 0.9, length: 9 };
  const sum = /^[a-z]{4,30}(netto|brutto)$/.exec(text)?.[1];
  if (sum !== undefined && !NO_VALUE.test(text)) return { key: sum === 'netto' ? 'netto' : 'brutto', closeness: 0.8, length: 6 };
  if (/^cena(?:jedn|jednostkowa|j)?(?:sprzedazy)?bez(?:podatku|vat)$/.test(text)) return { key: 'cena', closeness: 0.9, length: 9 };
  if (/^cenaza[a-z]{1,15}$/.test(text)) return { key: 'cena', closeness: 0.9, length: 6 };
  // compact text has every i as an l
  if (/^l(?:lczba|losc)[a-z]{3,20}$/.test(text)) return { key: 'ilosc', closeness: 0.9, length: 7 };
  // what goods are sorted or drawn by names them where nothing else does
  if (text === 'sortyment' || text === 'rysunek') return { key: 'nazwa', closeness: 0.7, length: 7 };
  return /^nazwa[a-z]{3,40}$/.test(text) ? { key: 'nazwa', closeness: 0.7, length: 5 } : null;
}
