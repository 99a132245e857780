import { fold } from '../read/normalise-text';

/** A square is an address where a line begins with it or a house number follows: "Akademia Kadr i Płac Anna Wilk", "Zarząd Nieruchomości Rynek Sp. z o.o." are names. */
const SQUARE = '(?:rynek|plac|skwer|bulwar|rondo|targ)';
const STREET_PREFIX = new RegExp(`[,;·•|]\\s{0,3}\\p{L}{3,12}\\s${SQUARE}\\s\\d|(?:^|[\\s,;])(?:ul|al|os|pl)\\s?\\.\\s?(?:\\p{L}|$)|[,;]\\s?ul\\s\\p{L}|(?:^|[\\s,;])(?:ulica|aleja|aleje|osiedle)\\s|^${SQUARE}\\s|[\\s,;]${SQUARE}\\s(?:\\p{L}[\\p{L}.]{0,20}\\s){0,3}\\d`, 'u');
/** Two digits, a hyphen, three, as abroad with the country before them (PL-66-600). */
export const POSTCODE = /(?<!\d|(?<!PL\s?)-)\d{2}\s?[-–—]\s?\d{3}(?![\d-])/;
const POSTCODE_TOWN = new RegExp(`${POSTCODE.source}\\s{0,3}([\\p{L} -]{1,60})`, 'u');
export const FOREIGN_POSTCODE = /(?:^|[\s,])(?:[A-Z]{1,2}[- ])?\d{4,5}\s{1,3}\p{Lu}\p{L}|\d{3}\s\d{2}\s{1,3}\p{Lu}\p{L}/u;
const HOUSE_NUMBER = /\p{L}[.\s-]{0,6}\d{1,10}\s?\p{L}?(?:\s?[/\\]\s?\d{1,6}\s?\p{L}?)?(?:\s?(?:m|lok|lokal|pok|p)\.?\s?\d{1,6}\p{L}?)?\s{0,3},?$/u;

/** "Wspólnota Mieszkaniowa przy ul. Leśnej 4 w Gdyni" is called so. */
const BY_STREET = /(?:(?<=[a-z"”]\s)|^)przy\s(?:ul|al|os|pl)\.?(?:\s|$)/;

const VILLAGE = /^\s{0,3}\p{Lu}\p{Ll}[\p{L} -]{1,30}\s\d{1,4}\s?\p{L}?(?:\/\d{1,3})?$/u;
const ENDS_IN_FORM = /(?:z\s?o\.?\s?o\.?|(?<![a-z])(?:p\.\s?)?s\.\s?[ac]\.?|sp\.?\s?[jkp]\.?|spolka\s(?:akcyjna|jawna|komandytowa|partnerska|cywilna)|odpowiedzialnoscia|gmbh|s\.r\.o\.?|ltd\.?)\s{0,3}$/;

/** A postcode with nothing behind it: its town stands on the next line. */
export function endsInPostcode(text: string): boolean {
  const code = POSTCODE.exec(text);
  return code !== null && !/[\p{L}\d]/u.test(text.slice(code.index + code[0].length));
}

/** Whether a line is address from its first letter, as below a name. */
export function beginsAddress(text: string): boolean {
  return addressStart(text, true) === 0;
}

/** Where the address begins in a line: 0 for a line that is address through and through, null for none. */
export function addressStart(text: string, named: boolean): number | null {
  const folded = fold(text);
  const street = STREET_PREFIX.exec(folded.replace(BY_STREET, (found) => 'x'.repeat(found.length))), code = POSTCODE.exec(text);
  if (!street && !code && BY_STREET.test(folded)) return null;
  const first = Math.min(street ? street.index : Infinity, code ? code.index : Infinity);
  if (first < 4) return 0;
  if (!named && first !== Infinity) return formEnd(text, first) ?? townStart(text, first) ?? villageStart(text, first) ?? first;
  if (first !== Infinity) return /\p{L}{4}/u.test(text.slice(0, first)) && hasLegalForm(withoutTail(text.slice(0, first))) ? first : 0;
  if (!named) return null;
  if (hasLegalForm(text) || /(?<![a-z])nr\.?\s{0,3}\d{1,10}\W{0,6}$/.test(folded)) return null;
  return HOUSE_NUMBER.test(text.trim()) || FOREIGN_POSTCODE.test(text) ? 0 : null;
}

/** In running text the town may stand before the street as well as behind the postcode; there it ends the name. */
function townStart(text: string, street: number): number | null {
  const before = withoutTail(text.slice(0, street)), comma = before.lastIndexOf(',');
  const town = POSTCODE_TOWN.exec(text)?.[1]?.trim() ?? '';
  const named = town.length > 2 ? fold(before.slice(comma + 1).trim()) === fold(town) : !POSTCODE.test(text) && /^\s\p{Lu}\p{Ll}{2,20}$/u.test(before.slice(comma + 1)) && before.slice(0, comma).includes(' ');
  return comma >= 0 && named ? comma : null;
}

/** Behind the legal form and a separator the name is over, whatever the address begins with ("… Sp. z o.o. · Mały Rynek 6, …"). */
function formEnd(text: string, address: number): number | null {
  for (let at = address - 1; at > 0; at--) if (/[,;·•|]/.test(text.charAt(at)) && ENDS_IN_FORM.test(fold(text.slice(Math.max(0, at - 40), at)))) return at;
  return null;
}

/** A village has no streets: "…, Lamki 41, 63-405 Sieroszewice". */
function villageStart(text: string, postcode: number): number | null {
  const before = withoutTail(text.slice(0, postcode)), comma = before.lastIndexOf(',');
  return comma >= 0 && VILLAGE.test(before.slice(comma + 1)) ? comma : null;
}

/** Without the spaces and separators at the end; a pattern would try each of them as the first. */
function withoutTail(text: string): string {
  let { length } = text;
  while (length > 0 && /[\s,;·•|]/.test(text.charAt(length - 1))) length--;
  return text.slice(0, length);
}

/** Whether a line carries what only firms are called. */
export function hasLegalForm(text: string): boolean {
  return /sp[oó.\s].{0,8}z\s?o\.?\s?o|s\.\s?a\.?$|(?<![a-z])s\.\s?a\.(?=[\s,;|)])|s\.\s?c\.?|spolka|gmbh|s\.r\.o|ltd|inc\b|sp\.\s?[kj]|(?<![a-z])sp\.\s?p\.|p\.h\.u|phu\b|pphu|firma/.test(fold(text));
}
