/**
 * What PostgreSQL can keep: its text refuses U+0000 and its JSON refuses half a surrogate pair, and the text layer of a
 * broken PDF carries both.
 */
export function cleanText(text: string): string {
  return text.replace(/\0/g, '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** The same for every string inside plain data; the shape stays. */
export function cleanJson<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T;
  if (Array.isArray(value)) return value.map(cleanJson) as T;
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleanJson(part)])) as T;
  return value;
}
