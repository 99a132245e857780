import { fold } from '../read/normalise-text';
import type { Place } from '../read/sheet.types';
import { hasLegalForm } from './address-form';

/** A date, as no party is called. */
const DATE = /(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]20\d{2}|20\d{2}[./-]\d{1,2}[./-]\d{1,2})(?!\d)/;
/** A number that nobody bears in his name, with the letters that say what it is. */
const LONG_NUMBER = /^[\p{L}\s.:/-]{0,25}\d[\d\s-]{6,}$/u;
/** Letters set apart, as in logos, which readers put together anyhow: "P AŁ A C". */
const SET_APART = /^(?:\p{L}{1,2}(?:\s{1,6}|$)){4,}$/u;
/** Words of statements, demands and terms: a line that begins small and holds one tells of a party, or of the payment, and names nobody. */
const STATED = /(?<![a-z])(?:zwolnion|prosimy|prosze|zaplat|zaplac|platn|przelew|art\.|ust\.|ustaw|zgodnie|niniejsz|dotyczy|oswiadcz|akceptuj|potwierdz|wystawi|nie\s|jest\s|zosta|nalez|termin|faktur|podstaw)/;
/** Licences and ranks of a person, which stand below the name: "Sworn translator TP/412/09", "Nr wpisu 1234". */
const LICENCE = /(?<!\p{L})\p{Lu}{1,4}\/\d{1,6}\/\d{2,4}(?!\d)|^\W{0,3}(?:nr|numer)\s(?:wpisu|licencji|uprawnien)|^\W{0,3}(?:licencja|uprawnienia)\s(?=.*\d)/iu;
/** What somebody is, in small letters below his name. */
const PROFESSION = /^\W{0,3}(?:specjalist|lekarz|tlumacz|radca|adwokat|notariusz|rzeczoznawc|mistrz|doradca|architekt|geodet|fizjoterapeut|psycholog|komornik|bieg|inspektor)/;
/** What somebody keeps: in small letters below a person's firm ("sklep metalowy"), or with its number below a company's name ("Stacja Paliw nr 12"). */
const TRADE = /^\W{0,3}(?:sklep|hurtownia|warsztat|kwiaciarnia|piekarnia|apteka|kiosk|salon|restauracja|kawiarnia|stacja paliw|skup|market|punkt sprzedazy|hotel)(?![a-z])/;
/** A person's name at the end of a line, behind what he is ("lek. med. Halina Wójtowicz-Sroka"). */
const SURNAMED = /(?<!\p{L})(?:lek|med|dr|mgr|inż|mec|adw|hab|n)\.(?:\s\p{Lu}\p{Ll}+){1,2}\s\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?\W*$/u;
/** A stroke or point, and after it several words in small letters: what is done there. */
const TAGLINE = /\s{1,3}[–—•·|]\s{1,3}(?=\p{Ll})(?=.*[\s,])[^\p{Lu}\d]{4,}$/u;
/** Words after which, or with which, a name goes on over the next line. */
const OPEN = /(?:[,&/-]|(?<![a-z])(?:i|oraz|w|we|z|ze|im|imienia|pod|na|do|dla|przy|ul|and|of|und))\s{0,3}$/, JOINED = /^\W{0,3}(?:i|oraz|w|we|z|ze|im|imienia|pod|na|do|dla|przy|and|of|und|lek|med|mgr|inz|dr|adw|rtg)(?![a-z])/;
/** In em: the usual width of a character, and of the space before a word. */
const CHARACTER = 0.5;

/** Whether a line may be a name at all, or part of one: it has letters, not each by itself, more than a date, and is no long number and no statement, which firms are not called. */
export function mayBeName(text: string): boolean {
  if (!/\p{L}/u.test(text) || LONG_NUMBER.test(text)) return false;
  if (hasLegalForm(text)) return true;
  if (isSetApart(text)) return false;
  const date = DATE.exec(text);
  if (date && (!/\p{L}/u.test(text.slice(0, date.index)) || !/\p{L}{3}/u.test(text.replace(DATE, '')))) return false;
  return !(/^[^\p{L}]*\p{Ll}/u.test(text) && STATED.test(fold(text)) && /\s\S+\s/.test(text.trim()));
}

/** Whether letters stand each by itself, as in logos. */
export function isSetApart(text: string): boolean {
  return SET_APART.test(text);
}

/** Words of labels and remarks, which have come to a name from beside it. */
const FOREIGN_WORD = /(?<![a-z])(?:nip|regon|krs|bdo|tel|fax|faktur[a-z]*|data|dnia|termin|konto|rachunek|nabywca|sprzedawca|odbiorca|platnik|wystawca|oryginal|kopia|strona|(?<!przy\s)ul|zl|pln|vat)(?=\s*[.:]|\s\d|$)|@|www\.|:/;

/**
 * Whether what was read for a name has not the form of one, so that it needs to be looked at: a lone word without a legal form, as a town is; a small
 * letter, bracket or figure at its beginning; an end that asks for more; figures, dates or words of labels within.
 */
export function isOddName(name: string): boolean {
  const folded = fold(name);
  const lone = !/\p{L}[\s-]\S*\p{L}/u.test(name.trim()) && !hasLegalForm(name), begins = /^(?:\p{Ll}{2}(?!\p{L}*\p{Lu})|[)\].,;-]|\()/u.test(name) && !JOINED.test(folded);
  const open = OPEN.test(folded) || /(?<![a-z])sp\.?$/.test(folded) || (name.match(/[([]/g)?.length ?? 0) !== (name.match(/[)\]]/g)?.length ?? 0);
  return lone || begins || open || name.length > 160 || DATE.test(name) || /\d{5}/.test(name) || FOREIGN_WORD.test(folded) || !/\p{Lu}/u.test(name) || isStatement(name);
}

/** Whether a line speaks of a firm rather than naming it: "Administratorem danych jest …". */
export function isStatement(text: string): boolean {
  return /(?<![a-z])(?:jest|zosta[a-z]+|prosimy|administrator[a-z]*|zgodnie|na rzecz|w imieniu|wystawion[a-z]+|wygenerowan[a-z]+|oprogramowanie:?|(?:w|z|za pomoca) program[a-z]*|program(?=\s\p{L}+:)|drukowano|powered by)\s/u.test(fold(text));
}

/** Where what a firm says of its trade begins behind its name ("… – skup, sprzedaż, zamiana"); null where nothing does. */
export function taglineStart(text: string): number | null {
  const tagline = TAGLINE.exec(text);
  return tagline && tagline.index > 3 && !hasLegalForm(tagline[0]) ? tagline.index : null;
}

/**
 * Whether a line below a name only says what its bearer is: a licence, or a profession in small letters that begins a line of its own
 * although its first word had found room behind the name, within the width of the block; or a trade in small letters below a person's name.
 */
export function isRemark(text: string, before: Place, widest: number): boolean {
  if (hasLegalForm(text)) return false;
  if (LICENCE.test(text)) return true;
  const above = before.segment.text.slice(before.start, before.end);
  if (TRADE.test(fold(text)) && hasLegalForm(above)) return /(?<![a-z])nr\s?\d{1,5}\W*$/.test(fold(text));
  if (/\p{Lu}/u.test(text) || OPEN.test(fold(above))) return false;
  if (TRADE.test(fold(text))) return /\p{Lu}[\p{L}-]+\s+\p{Lu}[\p{L}-]+\W*$/u.test(above);
  if (!PROFESSION.test(fold(text))) return false;
  const [word = ''] = text.trim().split(/\s/);
  if (SURNAMED.test(above)) return true;
  return before.segment.x1 + CHARACTER * (1 + word.length) < widest;
}
