import qrcode from 'qrcode-generator';

/** @param {import('./sheet.mjs').Sheet} sheet @param {string} text @param {number} x @param {number} y top @param {number} side in points */
export function drawQr(sheet, text, x, y, side) {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const unit = side / (count + 8);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      let run = 0;
      while (column + run < count && code.isDark(row, column + run)) run++;
      if (run > 0) sheet.box(x + (column + 4) * unit, y + (row + 4) * unit, run * unit, unit * 1.02, { fill: [0, 0, 0] });
      column += run;
    }
  }
}
