import type { Point, PreprocessStep, Quad } from '../ocr.types';
import type { PageImage } from '../image/page-image';
import { type DrawnPage, MARK, drawPage, findMark } from './drawn-page.spec-support';
import { IDENTITY, mapPoint, rectangleToQuad, turnedBack } from './homography';
import { measureQuality } from './measure-quality';
import { preparePage } from './prepare-page';

const SIZE = { width: 620, height: 880 };
const upright = (over: Partial<DrawnPage> = {}): PageImage => drawPage({ ...SIZE, upright: SIZE, toUpright: IDENTITY, ...over });
/** The page leaning clockwise, in a frame that holds it. */
function leaning(degrees: number, over: Partial<DrawnPage> = {}): PageImage {
  const frame = { width: 900, height: 1060 };
  return drawPage({ ...frame, upright: SIZE, toUpright: turnedBack(degrees, frame, SIZE), ...over });
}
const SHEET: Quad = [[120, 60], [600, 90], [690, 930], [50, 900]];
/** The page as a sheet on a dark table, seen at an angle. */
function photographed(): PageImage {
  const flat = rectangleToQuad(SIZE.width, SIZE.height, SHEET);
  const [a, b, c, d, e, f, g, h, i] = flat;
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g];
  return drawPage({ width: 740, height: 1000, upright: SIZE, table: 60, toUpright: [A, c * h - b * i, b * f - c * e, B, a * i - c * g, c * d - a * f, C, b * g - a * h, a * e - b * d] });
}
/** The page with a shadow over its lower half, as a part of the light. */
function shaded(page: PageImage, light: number): PageImage {
  return { ...page, grey: page.grey.map((level, at) => (at < page.grey.length / 2 ? level : level * light)) };
}
const distance = ([x, y]: Point, [u, v]: Point): number => Math.hypot(x - u, y - v);

describe('measureQuality', () => {
  it.each([-16.6, -15, -7.3, -0.4, 0, 0.6, 3, 12.2, 15, 16.8])('finds a skew of %d degrees', (degrees) => {
    expect(Math.abs(measureQuality(leaning(degrees)).skew - degrees)).toBeLessThan(0.3);
  });
  it('finds the skew of a page on its side', () => {
    expect(Math.abs(measureQuality(leaning(94)).skew - 4)).toBeLessThan(0.3);
  });
  it('finds no skew where nothing is written', () => {
    expect(measureQuality(upright({ ink: 255 })).skew).toBe(0);
  });
  it('finds the corners of a sheet', () => {
    const { sheet } = measureQuality(photographed());
    expect(Math.max(...SHEET.map((corner, i) => distance(corner, sheet![i]!)))).toBeLessThan(4);
  });
  it('finds no sheet on a page without a table', () => {
    expect(measureQuality(upright()).sheet).toBeNull();
  });
  it('takes a bright box with print beside it for no sheet', () => {
    const page = upright({ paper: 180 });
    for (let y = 150; y < 800; y++) for (let x = 100, at = y * SIZE.width + x; x < 520; x++, at++) if (page.grey[at] === 180) page.grey[at] = 255;
    expect(measureQuality(page).sheet).toBeNull();
  });
  it('takes a page with writing on a dark band at its head for no sheet', () => {
    const page = upright();
    for (let i = 0; i < page.grey.length; i++) {
      const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
      page.grey[i] = y < 130 ? (page.grey[i] === 0 ? 255 : 60) : x < 40 || x > 580 || y > 840 ? 60 : page.grey[i]!;
    }
    expect(measureQuality(page).sheet).toBeNull();
  });
  it('takes ink in the shade for no paler than ink in the light', () => {
    const [light, shade] = [measureQuality(upright({ ink: 100 })), measureQuality(upright({ ink: 40, paper: 102 }))];
    expect(Math.abs(light.contrast! - shade.contrast!)).toBeLessThan(0.03);
  });
  it('measures the height of letters', () => {
    expect(Math.abs(measureQuality(upright()).textHeight! - 18)).toBeLessThanOrEqual(1);
  });
});

describe('preparePage', () => {
  const all: readonly PreprocessStep[] = ['shadow', 'contrast', 'rectify', 'deskew', 'upscale', 'resolution'];

  it('hands an upright, sharp page on as it is', () => {
    const page = upright();
    const { image, toSource, steps } = preparePage(page, all, 0);
    expect([image === page, toSource, steps]).toEqual([true, null, []]);
  });

  it.each<[PreprocessStep, () => PageImage]>([
    ['deskew', () => leaning(8)],
    ['rectify', photographed],
    ['upscale', () => upright({ size: 0.3 })],
  ])('maps what it moved back to where it stood: %s', (step, draw) => {
    const page = draw();
    const { image, toSource, steps } = preparePage(page, [step], 0);
    expect(steps).toEqual([step]);
    expect(distance(mapPoint(toSource!, findMark(image)), findMark(page))).toBeLessThan(1);
  });

  it.each([90, 180, 270] as const)('maps back what it turned by %d degrees besides', (turn) => {
    const page = leaning(8);
    const { image, toSource } = preparePage(page, ['deskew'], turn);
    expect(distance(mapPoint(toSource!, findMark(image)), findMark(page))).toBeLessThan(1);
  });

  it('turns a known page upright', () => {
    const lying = drawPage({ width: SIZE.height, height: SIZE.width, upright: SIZE, toUpright: turnedBack(90, { width: SIZE.height, height: SIZE.width }, SIZE) });
    expect(distance(findMark(preparePage(lying, [], 270).image), MARK)).toBeLessThan(1);
  });

  it('leaves no skew', () => {
    expect(Math.abs(measureQuality(preparePage(leaning(-11), ['deskew'], 0).image).skew)).toBeLessThan(0.3);
  });

  it('makes the sheet of a photo a rectangle', () => {
    const { image } = preparePage(photographed(), ['rectify'], 0);
    const [[x0, y0], [x1, y1], [x2], [x3]] = measureQuality(image).sheet ?? [[0, 9], [0, 0], [0, 0], [9, 0]];
    expect(Math.max(Math.abs(y0 - y1), Math.abs(x0 - x3), Math.abs(x1 - x2))).toBeLessThan(8);
  });

  it('takes a shadow off', () => {
    expect(measureQuality(preparePage(shaded(upright(), 0.4), ['shadow'], 0).image).evenness).toBeGreaterThan(0.95);
  });

  it('takes a dark band with bright writing for print and not for shadow', () => {
    const page = shaded(upright(), 0.4);
    const [from, to] = [560 * SIZE.width, 610 * SIZE.width];
    page.grey.set(page.grey.subarray(from, to).map((level) => 112 - level), from);
    const { image, steps } = preparePage(page, ['shadow'], 0);
    const darkest = image.grey.subarray(from, to).reduce((least, level) => Math.min(least, level), 255);
    expect([steps, darkest < 40]).toEqual([['shadow'], true]);
  });

  it('darkens pale ink', () => {
    const page = upright({ ink: 215 });
    expect(measureQuality(preparePage(page, ['contrast'], 0).image).contrast).toBeGreaterThan(0.9);
  });

  it('does no step that the profile leaves out', () => {
    expect(preparePage(leaning(8, { ink: 215 }), ['contrast'], 0).steps).toEqual(['contrast']);
  });

  it.each([['sharp', 1, false], ['blurred', 5, true], ['too blurred to show more', 7, false]] as const)('has the detector look closer at small print in a picture that is %s', (_, reach, closer) => {
    const frame = { width: 700, height: 1400 };
    const small = drawPage({ ...frame, upright: frame, toUpright: IDENTITY, size: 0.5 });
    const blurred = small.grey.map((_level, at, grey) => {
      let sum = 0;
      for (let by = 0; by < reach; by++) sum += grey[at + by - (reach >> 1)] ?? 255;
      return sum / reach;
    });
    expect(preparePage({ ...small, grey: blurred }, ['resolution'], 0).detectionSide !== null).toBe(closer);
  });

  it('enlarges small print', () => {
    const { image } = preparePage(upright({ size: 0.3 }), ['upscale'], 0);
    expect(measureQuality(image).textHeight).toBeGreaterThan(13);
  });

});
