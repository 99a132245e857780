/** Depth to which causes are followed; a chain of them may be a ring. */
const DEEPEST = 5;

/**
 * Where an error and its causes came from, for the log: class, code and frames of each. Their messages stay out, since a
 * database client writes the values of a query, and so the text of an invoice, into its own.
 */
export function causeStack(error: Error): string {
  const parts: string[] = [];
  for (let at: unknown = error; at instanceof Error && parts.length < DEEPEST; at = at.cause) {
    const { code } = at as { readonly code?: unknown };
    const name = typeof code === 'string' || typeof code === 'number' ? `${at.name} ${code}` : at.name;
    parts.push([name, ...framesOf(at)].join('\n'));
  }
  return parts.join('\ncaused by ');
}

/** Lines of a stack that name a place in a file; an error that crossed from a thread carries its first stack inside its message. */
function framesOf({ stack = '' }: Error): string[] {
  return stack.split('\n').filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line));
}
