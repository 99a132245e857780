/** Legal forms with the letters that recognisers confuse in them, and how they are written. */
const LEGAL_FORMS: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}])sp\.?\s?z\s?\.?\s?[o0]\s?\.?\s?[o0](?![\p{L}\d])\.?/giu, 'Sp. z o.o.'],
  [/(?<=\p{L}\s)sp[oó06][lłtI1]ka(?=\s)/giu, 'spółka'],
  [/z\s+ograniczon[aą]\s+odpowiedzialno[sś]ci[aą]/giu, 'z ograniczoną odpowiedzialnością'],
];

/**
 * A name or address as it was printed, where a recogniser certainly erred: digits inside words ("G6ra", "0lsztyn") and the
 * fixed wording of legal forms ("Sp. z 0.0."), and spaces lost round the parts of an address. House numbers and everything doubtful stay as read.
 */
export function repairPartyText(text: string): string {
  const words = text
    .replace(/(?<=\p{L})6(?=\p{Ll})/gu, 'ó')
    .replace(/(?<=\p{Ll})0(?=\p{Ll})/gu, 'o')
    .replace(/(?<=\p{Ll})1(?=\p{Ll})/gu, 'l')
    .replace(/(?<![\p{L}\d/])0(?=\p{Ll}{3})/gu, 'O')
    .replace(/(?<=(?:^|\s)\p{Lu}\.?)0(?=\p{Lu})/gu, 'O')
    // spaces that recognisers lose in addresses: "ul.Gesia148/17,40-864Katowice"
    .replace(/(?<=(?:^|[\s,])(?:ul|al|os|pl)\.)(?=[\p{L}\d])/giu, ' ')
    .replace(/(?<=\p{Ll}{3})(?=\d+(?:[/,\s]|$))/gu, ' ')
    .replace(/(?<!\d),(?=\S)|,(?=\d{2}-\d{3})/g, ', ')
    .replace(/(?<=\d{2}-\d{3})(?=\p{L})/gu, ' ');
  return LEGAL_FORMS.reduce((result, [pattern, form]) => result.replace(pattern, (found) => matchCase(found, form)), words);
}

/** The form in the case in which it was printed: all capitals, a small first letter, or as it is usually written. */
function matchCase(found: string, form: string): string {
  if (found.length > 6 && found === found.toUpperCase() && /\p{L}{3}/u.test(found)) return form.toUpperCase();
  const first = found.charAt(0);
  return first === first.toLowerCase() ? form.charAt(0).toLowerCase() + form.slice(1) : form.charAt(0).toUpperCase() + form.slice(1);
}
