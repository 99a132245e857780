/** Polish letters of CP1250 and of ISO 8859-2 as they look when the bytes are taken for CP1252. */
const CP1250: Readonly<Record<string, string>> = {
  '¹': 'ą', 'æ': 'ć', 'ê': 'ę', '³': 'ł', 'ñ': 'ń', 'œ': 'ś', 'Ÿ': 'ź', '¿': 'ż',
  '¥': 'Ą', 'Æ': 'Ć', 'Ê': 'Ę', '£': 'Ł', 'Ñ': 'Ń', 'Œ': 'Ś', '\u008f': 'Ź', '¯': 'Ż',
};
const ISO_8859_2: Readonly<Record<string, string>> = {
  '±': 'ą', 'æ': 'ć', 'ê': 'ę', '³': 'ł', 'ñ': 'ń', '¶': 'ś', '¼': 'ź', '¿': 'ż',
  '¡': 'Ą', 'Æ': 'Ć', 'Ê': 'Ę', '£': 'Ł', 'Ñ': 'Ń', '¦': 'Ś', '¬': 'Ź', '¯': 'Ż',
};
/** Letters that only one of the two code pages uses; they tell which one it was. */
const ONLY_ISO = /[±¶¼¡¦¬]/;
const SUSPECT = /[¹æê³ñœŸ¿¥ÆÊ£ÑŒ\u008f¯±¶¼¡¦¬]/gu;
const POLISH = /[ąćęłńśźżĄĆĘŁŃŚŹŻ]/u;
const LETTER = /\p{L}/u;
/** Enough strange letters inside words to rule out a price in pounds or a French name. */
const EVIDENCE = 3;

/**
 * How the characters of a page should be read if its fonts mix up code pages, or `null` when there is no sign of that.
 * A page that spells any Polish letter rightly is left alone, for then a `³` is a cube.
 * @param texts the page's lines
 * @returns a function that repairs one line, same length
 */
export function codePageRepair(texts: readonly string[]): ((text: string) => string) | null {
  const all = texts.join('\n');
  if (POLISH.test(all)) return null;
  const inWords = texts.flatMap((text) => [...text.matchAll(SUSPECT)].filter(({ index }) => insideWord(text, index)).map(([char]) => char));
  if (inWords.length < EVIDENCE || new Set(inWords).size < 2) return null;
  const table = inWords.some((char) => ONLY_ISO.test(char)) ? ISO_8859_2 : CP1250;
  return (text) => text.replace(SUSPECT, (char, index: number) => (insideWord(text, index) ? table[char] ?? char : char));
}

/** A letter stands beside it, and it is no unit such as m³. */
function insideWord(text: string, index: number): boolean {
  const [before, after] = [text[index - 1] ?? ' ', text[index + 1] ?? ' '];
  const unit = /[³¹]/u.test(text[index]!) && /(^|[^\p{L}])[cdk]?m$/u.test(text.slice(0, index)) && !LETTER.test(after);
  const letterLike = (char: string): boolean => LETTER.test(char) || /[¹³¿±¶¼¡¦¬£¥¯\u008f]/u.test(char);
  return !unit && (letterLike(before) || letterLike(after));
}
