import type { Sheet } from './sheet.types';

/** Whether a recogniser read a whole document without one Polish letter: then it does not know them, and letters will have lost their marks. */
export function lacksPolishLetters({ pages }: Sheet): boolean {
  const text = pages.flatMap(({ segments }) => segments.filter(({ source }) => source === 'ocr').map((segment) => segment.text)).join('');
  return text.length > 200 && !/[ąćęłńśźżĄĆĘŁŃŚŹŻ]/.test(text);
}
