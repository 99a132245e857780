/** Tables: wrapped cells, headers of several lines, page breaks that repeat the header. */

/** @typedef {{title: string, width: number, align?: 'left'|'right'|'center', cell: (row: any, index: number) => string, weight?: 'regular'|'bold'}} Column */

/**
 * @param {import('./sheet.mjs').Sheet} sheet
 * @param {{x: number, y: number, columns: Column[], rows: any[], size?: number, headSize?: number, headFill?: number[], headColor?: number[],
 *   grid?: 'all'|'rows'|'none'|'head', zebra?: number[], pad?: number, lineColor?: number[], bottom?: number, headWeight?: 'regular'|'bold',
 *   onBreak?: (next: number) => number, rowWeight?: (row: any) => 'regular'|'bold'}} options
 *   `y` is the top edge; `onBreak` gets the index of the row that no longer fits, turns the page and returns the new top edge
 * @returns {number} the bottom edge
 */
export function drawTable(sheet, options) {
  const { x, columns, rows, size = 8, pad = 3, grid = 'all', lineColor = [0.35, 0.35, 0.35], bottom = sheet.height - 60 } = options;
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  let y = drawHead(sheet, options, width, options.y);
  let segmentTop = options.y;
  rows.forEach((row, index) => {
    const weight = options.rowWeight?.(row) ?? 'regular';
    const cells = columns.map((column) => wrapCell(sheet, column.cell(row, index), column, size, column.weight ?? weight, pad));
    const height = Math.max(...cells.map((cell) => cell.length)) * size * 1.22 + pad * 2;
    if (options.onBreak && y + height > bottom) {
      if (grid === 'all') verticals(sheet, columns, x, segmentTop, y, lineColor);
      segmentTop = options.onBreak(index);
      y = drawHead(sheet, options, width, segmentTop);
    }
    if (options.zebra && index % 2 === 1) sheet.box(x, y, width, height, { fill: options.zebra });
    drawCells(sheet, columns, cells, x, y, { size, pad, weight });
    y += height;
    if (grid === 'all' || grid === 'rows') sheet.line(x, y, x + width, y, { thickness: 0.5, color: lineColor });
  });
  if (grid === 'all') verticals(sheet, columns, x, segmentTop, y, lineColor);
  return y;
}

function wrapCell(sheet, text, column, size, weight, pad) {
  return column.align === 'right' ? [text] : sheet.wrap(text, column.width - pad * 2, size, weight);
}

function drawHead(sheet, options, width, y) {
  const { x, columns, size = 8, headSize = size, pad = 3, grid = 'all', lineColor = [0.35, 0.35, 0.35], headFill, headColor = [0.1, 0.1, 0.1], headWeight = 'bold' } = options;
  if (columns.every((column) => column.title === '')) return y;
  const cells = columns.map((column) => column.title.split('\n').flatMap((part) => sheet.wrap(part, column.width - pad * 2, headSize, headWeight)));
  const height = Math.max(...cells.map((cell) => cell.length)) * headSize * 1.22 + pad * 2;
  if (headFill) sheet.box(x, y, width, height, { fill: headFill });
  if (grid !== 'none') {
    sheet.line(x, y, x + width, y, { thickness: 0.7, color: lineColor });
    sheet.line(x, y + height, x + width, y + height, { thickness: 0.7, color: lineColor });
  }
  drawCells(sheet, columns, cells, x, y, { size: headSize, pad, weight: headWeight, color: headColor, head: true });
  return y + height;
}

function drawCells(sheet, columns, cells, x, y, { size, pad, weight, color, head = false }) {
  columns.forEach((column, i) => {
    const align = head && column.align === 'right' ? 'right' : column.align ?? 'left';
    const at = align === 'right' ? x + column.width - pad : align === 'center' ? x + column.width / 2 : x + pad;
    cells[i].forEach((text, k) => {
      sheet.text(text, at, y + pad + size * 0.92 + k * size * 1.22, { size, weight: head ? weight : column.weight ?? weight, align, width: column.width - pad * 1.2, ...(color ? { color } : {}) });
    });
    x += column.width;
  });
}

function verticals(sheet, columns, x, top, bottom, color) {
  sheet.line(x, top, x, bottom, { thickness: 0.5, color });
  for (const column of columns) {
    x += column.width;
    sheet.line(x, top, x, bottom, { thickness: 0.5, color });
  }
}
