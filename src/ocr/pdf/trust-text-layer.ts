import type { Glyph, PdfPageContent } from './glyph';

export type Distrust = 'too_few_characters' | 'hidden_text' | 'unknown_characters' | 'off_page' | 'scan' | 'ink_without_text' | 'not_language';

const MIN_CHARACTERS = 20;
/** Enough letters to judge whether they could be words. */
const MIN_LETTERS = 60;

/**
 * Why the text of a PDF page is not to be believed, or `null` when it is: it must be there, seen by a reader of the page,
 * mapped to real characters, and be most of what is drawn. A page it returns a reason for is read from its picture.
 */
export function distrustTextLayer({ glyphs, width, height, imageCover, inkOutsideText }: PdfPageContent): Distrust | null {
  const written = glyphs.filter(({ char }) => char.trim() !== '');
  const seen = written.filter(({ visible }) => visible);
  if (written.length - seen.length > written.length / 2) return 'hidden_text';
  if (seen.length < MIN_CHARACTERS) return 'too_few_characters';
  if (seen.filter(isUnknown).length > seen.length * 0.05) return 'unknown_characters';
  if (seen.filter(({ origin: [x, y] }) => x < 0 || y < 0 || x > width || y > height).length > seen.length * 0.2) return 'off_page';
  if (imageCover >= 0.5 && inkOutsideText > 0.5) return 'scan';
  if (inkOutsideText > 0.8) return 'ink_without_text';
  return readsLikeLanguage(seen) ? null : 'not_language';
}

/** Replacement and private-use characters, control codes, and what the font itself does not name. */
function isUnknown({ char, mapped }: Glyph): boolean {
  return !mapped || /[\ufffd\p{Co}\p{Cc}]/u.test(char);
}

/** Fonts without a proper map shift the alphabet: vowels then vanish or abound. Two-byte text read bytewise shows as Ã and Å. */
function readsLikeLanguage(glyphs: readonly Glyph[]): boolean {
  const text = glyphs.map(({ char }) => char).join('');
  if ((text.match(/[ÃÅÄ][\u0080-\u00bf‚„…†‡ˆ‰‹›Œœ‘’“”•–—˜™š¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿]/gu) ?? []).length >= 3) return false;
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length < MIN_LETTERS) return true;
  const vowels = letters.filter((letter) => /[aeiouyąęóäöü]/iu.test(letter)).length / letters.length;
  return vowels > 0.2 && vowels < 0.65;
}
