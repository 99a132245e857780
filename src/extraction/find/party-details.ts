import type { LabelHit, LabelIndex } from '../read/find-labels';
import { fold } from '../read/normalise-text';
import type { Place } from '../read/sheet.types';
import { FOREIGN_POSTCODE, POSTCODE, addressStart, endsInPostcode, hasLegalForm } from './address-form';
import { isRemark, mayBeName, taglineStart } from './name-form';
import type { PartyBlock } from './party-blocks';

export interface PartyDetails { readonly name: readonly Place[]; readonly address: readonly Place[] }

/** Lines below a name that say who there opens the letter. */
const DEPARTMENT = /^\W{0,3}(?:dzial|departament|ksiegowosc|sekretariat|do\srak|attn|z\.?\s?hd|c\/o|z\sdopiskiem|accounts\spayable)(?![a-z])/;
/** What follows a name in running text: the town of the company's seat, which is no address yet. */
const SEAT = /[\s,]z\s{1,3}siedziba(?![a-z])/;
const COUNTRY = /^(?:polska|poland|pl|niemcy|deutschland|germany|czechy|czech republic|slowacja|slovakia|austria|francja|france|holandia|niderlandy|netherlands|wlochy|italia|italy|hiszpania|litwa|wielka brytania|united kingdom|szwecja|dania|belgia|belgium)[\s.,]*$/;

/** Name and address out of a block's lines: labelled parts first, else name lines until the first line that is an address. */
export function readPartyDetails(block: PartyBlock, labels: LabelIndex): PartyDetails {
  const name: Place[] = [], address: Place[] = [];
  let mode: 'name' | 'seated' | 'address' | 'done' = 'name';
  const lines = splitAtLabels(block.lines, labels), widest = Math.max(...block.lines.map(({ segment }) => segment.x1));
  for (const [i, line] of lines.entries()) {
    if (line.key === 'adres') { mode = address.length > 0 ? 'done' : 'address'; if (/[\p{L}\d]/u.test(textOf(line.place))) mode = takeAddress(line.place, address); continue; }
    if (line.key === 'nazwa') { if (name.length === 0 || mode === 'name') { name.length = 0; mode = 'name'; if (/\p{L}/u.test(textOf(line.place))) name.push(line.place); } continue; }
    if (line.key === 'dane') { if (/kontakt|rejestr/.test(fold(line.place.segment.text))) mode = 'done'; continue; }
    if (line.key !== null) { if (mode === 'address' && address.length > 0) mode = 'done'; else if (mode === 'name' && name.length > 0 && (line.key === 'odbiorca' || line.key === 'kontakt')) mode = line.key === 'odbiorca' ? 'done' : mode; continue; }
    const text = textOf(line.place);
    if (mode === 'done' || !/[\p{L}\d]/u.test(text) || isNoise(text) || (name.length > 0 && DEPARTMENT.test(fold(text)))) continue;
    if (mode === 'address') { mode = takeAddress(line.place, address); continue; }
    if (mode === 'name' && name.length === 1 && (repeats(text, name) || isSignOver(name[0]!, line.place, block.title !== null))) name.length = 0;
    const next = lines[i + 1];
    const cut = name.length === 0 && next && next.key === null && saysStreetAgain(text, textOf(next.place)) ? null : addressStart(text, name.length > 0);
    const seat = mode === 'name' ? SEAT.exec(fold(text).slice(0, cut ?? undefined))?.index : undefined;
    if (cut === null || (seat !== undefined && text.charAt(cut - 1) === '(')) {
      if (mode === 'name') takeName({ ...line.place, end: seat === undefined ? line.place.end : line.place.start + seat }, name, widest);
      if (line.cut || seat !== undefined) mode = 'seated';
      continue;
    }
    if (cut > 0 && mode === 'name') name.push({ ...line.place, end: line.place.start + (seat ?? cut) });
    mode = takeAddress({ ...line.place, start: line.place.start + cut }, address);
  }
  return { name: trimNames(name), address: trimNames(address) };
}

/** Adds a line of the name, without what its bearer says of his trade. */
function takeName(place: Place, name: Place[], widest: number): void {
  const text = textOf(place), before = name.at(-1);
  if (!mayBeName(text) || (before && isRemark(text, before, widest))) return;
  const tagline = taglineStart(text);
  name.push(tagline === null ? place : { ...place, end: place.start + tagline });
}

/** "Wspólnota Mieszkaniowa ul. Leśna 4" over "ul. Leśna 4, 84-200 Wejherowo", "… Osiedle Leśne 4" over "os. Leśne 4": what the next line says again is here part of the name. */
function saysStreetAgain(line: string, next: string): boolean {
  const street = /(?<!\p{L})(?:(?:ul|al|os|pl)\.\s{0,2}|(?:osiedle|ulica|aleja)\s{1,2})([^,]{2,40}?\s\d{1,4}\p{L}?)(?![\p{L}\d])/iu.exec(line)?.[1];
  return street !== undefined && !POSTCODE.test(line) && fold(next).replace(/\s/g, '').includes(fold(street).replace(/\s/g, ''));
}

/** Whether the name in a line says again what stands over it, as a logo does; of a sign over a shop ("Stacja „Wilga”") the quoted word is enough. */
function repeats(line: string, name: readonly Place[]): boolean {
  const letters = (text: string): string => fold(text).replace(/[^a-z0-9]/g, '');
  const over = name.map(textOf).join(' '), sign = hasLegalForm(over) ? undefined : /[„"”«]([^„"”«»]{3,40})[”"»]/.exec(over)?.[1];
  const brand = letters(sign ?? over);
  return brand.length > 3 && letters(line.slice(0, addressStart(line, false) ?? undefined)).includes(brand);
}

/** How much larger than the line below it a line is that says what the firm calls itself and not its name. */
const SIGN = 1.4;

/** How sure the line of a sign is: a line that a stamp or handwriting runs into looks as large, and may be the first of the name. */
const LEGIBLE = 0.3;

function isLegible({ segment, start }: Place): boolean {
  return (segment.glyphs[start]?.line.confidence ?? 1) >= LEGIBLE;
}

/** A sign in larger type ("ZEFIR sklepy") over the line with the firm's legal form is its brand; under a title only one that can be read. */
function isSignOver(over: Place, line: Place, titled: boolean): boolean {
  const own = textOf(line), form = /^\W*(?:sp\.|spółka)/iu.test(own);
  return (!titled || isLegible(over)) && over.segment.height > SIGN * line.segment.height && !hasLegalForm(textOf(over)) && hasLegalForm(own) && !form && /\p{L}{4}/u.test(own);
}

function textOf({ segment, start, end }: Place): string {
  return segment.text.slice(start, end);
}

/** Adds a line of the address; the line with the postcode is the last, or the one after it when the town was left for that. */
function takeAddress(place: Place, address: Place[]): 'address' | 'done' {
  const text = textOf(place);
  if (COUNTRY.test(fold(text).trim())) return 'address';
  const before = address.at(-1), townLeft = before !== undefined && endsInPostcode(textOf(before));
  if (address.length >= 3 || (townLeft && !/^\s*\p{Lu}\p{L}[\p{L}\s,.-]*$/u.test(text))) return 'done';
  address.push(place);
  if (townLeft) return 'done';
  return (POSTCODE.test(text) && !endsInPostcode(text)) || (address.length > 1 && FOREIGN_POSTCODE.test(text)) ? 'done' : 'address';
}

function isNoise(text: string): boolean {
  return /^(?:oryginal|kopia|strona|str\.|kasjer(?:ka)?(?:[\s:]|$)|#?kasa\s(?:nr\s)?\d)|^\W*(?:(?:szanown[a-z]+|sz\.?)\s)?(?:pan|pani|panstwo|p\.)\W*$/.test(fold(text)) || /@|www\.|https?:/.test(text);
}

/** `cut`: what a register knows follows on the line, as it does in running text. */
interface Line { readonly key: string | null; readonly place: Place; readonly cut?: boolean }

/** Lines of a block cut at their labels; the value of a label that stands alone is on the next line or beside it. */
function splitAtLabels(lines: readonly Place[], labels: LabelIndex): Line[] {
  const result: Line[] = [];
  let pending: string | null = null;
  for (const place of lines) {
    const hits = (labels.get(place.segment) ?? []).map(endedByColon).filter(({ start, end, key, weak, leading, segment }) => start >= place.start && end <= place.end
      && (!weak || /^\s*:/.test(segment.text.slice(end)) || (leading && ['bank', 'kontakt', 'identyfikator_obcy', 'nip'].includes(key) && /^[\s.]*(?:[\d(+]|$)/.test(segment.text.slice(end)))
        || (leading && place.segment.text.slice(end).trim() === '')));
    const [first] = hits;
    if (!first || first.start > place.start + 3) {
      const end = first && /[\s,;(|]$/.test(place.segment.text.slice(0, first.start)) ? first.start : place.end;
      result.push({ key: pending, place: { ...place, end }, cut: (end < place.end && first?.key === 'identyfikator_obcy') || endsAtNumber({ ...place, end }, labels) });
      pending = null;
      continue;
    }
    pending = null;
    hits.forEach((hit, i) => {
      const end = hits[i + 1]?.start ?? place.end;
      const from = hit.end + (/^[\s:.\-/]*/.exec(place.segment.text.slice(hit.end, end))?.[0].length ?? 0);
      const empty = !/[\p{L}\d]/u.test(place.segment.text.slice(from, end));
      result.push({ key: hit.key, place: { ...place, start: from, end } });
      if (empty && i === hits.length - 1 && !['nazwa', 'adres', 'dane'].includes(hit.key)) pending = hit.key;
    });
  }
  return result;
}

/** Running text goes on with the number behind a comma, or behind the legal form: there the name is over. On a line of a block it may go on below. */
function endsAtNumber({ segment, start, end }: Place, labels: LabelIndex): boolean {
  const before = segment.text.slice(start, end);
  return (labels.get(segment) ?? []).some((hit) => hit.key === 'nip' && hit.start >= end && hit.start - end < 3) && (/,\s{0,2}$/.test(before) || hasLegalForm(before));
}

/** A label ends at its colon: the first word of "Nazwa: Firma …" or "Nazwa: Gmina …" is no part of a longer wording. */
function endedByColon(hit: LabelHit): LabelHit {
  const colon = hit.segment.text.slice(hit.start, hit.end).indexOf(':');
  return colon > 0 && hit.key === 'nazwa' ? { ...hit, end: hit.start + colon } : hit;
}

/** Commas and separators at the ends of lines are punctuation of the page, and "[00317]" is a program's code of the party: no part of the value. */
function trimNames(places: readonly Place[]): Place[] {
  return places.map((place) => {
    let { start, end } = place;
    start += /^\s*\[[\p{Lu}\d-]{1,12}\]\s*/u.exec(place.segment.text.slice(start, end))?.[0].length ?? 0;
    while (end > start && (/[\s,;|·•]/.test(place.segment.text.charAt(end - 1)) || /\s[–-]$/.test(place.segment.text.slice(start, end)))) end--;
    while (start < end && /[\s,;|:·•]/.test(place.segment.text.charAt(start))) start++;
    return { ...place, start, end };
  }).filter(({ start, end }) => end > start);
}
