const POLISH: Readonly<Record<string, string>> = {
  ą: 'a', ć: 'c', ę: 'e', ł: 'l', ń: 'n', ó: 'o', ś: 's', ź: 'z', ż: 'z', ß: 's',
  // CP1250 and ISO 8859-2 read as CP1252, as some PDF text layers hold them
  '³': 'l', œ: 's', '¹': 'a', ê: 'e', æ: 'c', ñ: 'n', '¿': 'z', ÿ: 'z', '±': 'a', '¶': 's', '¼': 'z',
};

function foldUnit(unit: string): string {
  const lower = unit.toLowerCase();
  const known = POLISH[lower];
  if (known !== undefined) return known;
  if (/[\u00a0\u2000-\u200b\u202f\u3000\t\r\n]/.test(lower)) return ' ';
  if (/[\u2010-\u2015\u2212]/.test(lower)) return '-';
  return lower.normalize('NFD').charAt(0) || ' ';
}

const cache = new Map<string, string>();

/** Lower case without diacritics, every space a plain one, every dash a hyphen. Keeps the length, so positions stay valid. */
export function fold(text: string): string {
  let folded = '';
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i);
    let known = cache.get(unit);
    if (known === undefined) {
      known = foldUnit(unit).charAt(0) || ' ';
      if (cache.size < 4096) cache.set(unit, known);
    }
    folded += known;
  }
  return folded;
}

const AS_LETTER: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', '|': 'l', '!': 'l', '5': 's', '8': 'b', '6': 'o', '2': 'z' };

export interface CompactText {
  /** Only letters and digits, folded; digits inside words as the letters they are mistaken for. */
  readonly text: string;
  /** Position in the original text of every unit of `text`. */
  readonly at: readonly number[];
}

/**
 * The form in which labels are compared: spaces and punctuation gone, because recognisers lose and invent them,
 * digits that stand among letters turned into letters ("p1atn0sci"), and i written as l, its double. Digits of numbers stay.
 */
export function compact(text: string): CompactText {
  const folded = fold(text);
  const at: number[] = [];
  let result = '';
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.charAt(i);
    if (isLetter(unit)) { result += unit === 'i' ? 'l' : unit; at.push(i); continue; }
    const stand = AS_LETTER[unit];
    if (stand !== undefined && standsInWord(folded, i)) {
      result += stand;
      at.push(i);
    } else if (unit >= '0' && unit <= '9') {
      result += unit;
      at.push(i);
    }
  }
  return { text: result, at };
}

/** A digit inside a word, at its end before a space or colon, or, for the commonest two, at its start. */
function standsInWord(folded: string, i: number): boolean {
  const before = folded.charAt(i - 1), after = folded.charAt(i + 1);
  if (isLetter(before)) return isLetter(after) || !/[0-9/.-]/.test(after);
  return /[01|]/.test(folded.charAt(i)) && !/[0-9.,/-]/.test(before) && isLetter(after) && isLetter(folded.charAt(i + 2)) && isLetter(folded.charAt(i + 3));
}

export function isLetter(unit: string): boolean {
  return unit >= 'a' && unit <= 'z';
}

/** White space of every kind as single plain spaces, none at the ends. */
export function tidy(text: string): string {
  return text.replace(/[\s\u00a0\u2000-\u200b\u202f\u3000]+/g, ' ').trim();
}
