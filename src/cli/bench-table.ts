/** What a bench prints: a heading, rows of text, and what must be known to read them. */
export interface Table { readonly title: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly notes?: readonly string[] }

/** For a terminal: the first column left, the others right. */
export function plainTable({ title, columns, rows, notes = [] }: Table): string {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string => cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!))).join('  ').trimEnd();
  return [title, line(columns), ...rows.map(line), ...notes].join('\n');
}

export function markdownTable({ title, columns, rows, notes = [] }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', line(columns), line(columns.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line), ...(notes.length > 0 ? ['', ...notes.map((note) => `- ${note}`)] : [])].join('\n');
}
