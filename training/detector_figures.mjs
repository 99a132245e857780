// What detector boxes do to the printed runs of a page. A run is cut when no box holds all of it, and boxes that hold
// several runs are told apart: rows joined garble the text, columns joined are parted again by the product.

const ALONG = 9;
/** Across a run only its middle counts: boxes may be tighter than the line of type. */
const ACROSS = [0.3, 0.5, 0.7];

/** Runs of a page with sample points, and their words, placed by their share of the run's characters. */
export function truthOf(lines) {
  return lines.map(({ text, quad }) => {
    const length = Math.max(1, text.length);
    const words = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => samples(quad, index / length, (index + word.length) / length));
    return { quad, points: samples(quad, 0, 1), words };
  });
}

/** Counts for one page; see the top. */
export function boxFigures(truth, boxes) {
  const frames = boxes.map(frameOf);
  const figures = { words: 0, covered: 0, missed: 0, runs: truth.length, cut: 0, boxes: boxes.length, joined: 0, beside: 0, false: 0 };
  const held = boxes.map(() => []);
  for (const run of truth) {
    const shares = frames.map((frame) => shareInside(run.points, frame));
    const touched = shares.flatMap((share, index) => (share > 0.1 ? [index] : []));
    touched.forEach((index) => { if (shares[index] >= 0.5 || shares[index] * 2 > Math.max(...shares)) held[index].push(run); });
    if (Math.max(0, ...shares) < 0.85 && touched.length > 1) figures.cut++;
    for (const word of run.words) {
      figures.words++;
      const best = Math.max(0, ...touched.map((index) => shareInside(word, frames[index])));
      if (best >= 0.85) figures.covered++;
      else if (best < 0.3) figures.missed++;
    }
  }
  held.forEach((runs) => {
    if (runs.length === 0) figures.false++;
    else if (runs.length > 1) figures[sameRow(runs) ? 'beside' : 'joined']++;
  });
  return figures;
}

/** Adds up counts; times are kept one by one. */
export function sumFigures(sum = { times: [] }, { ms, ...counts }) {
  const total = { ...sum, times: [...sum.times, ms] };
  for (const [name, count] of Object.entries(counts)) total[name] = (sum[name] ?? 0) + count;
  return total;
}

function samples([a, b, c, d], from, to) {
  const between = (p, q, t) => [p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t];
  return Array.from({ length: ALONG }, (_, i) => from + ((to - from) * (i + 0.5)) / ALONG).flatMap((u) => ACROSS.map((v) => between(between(a, b, u), between(d, c, u), v)));
}

/** Turns a point into the box's own frame, where the box is the unit square. */
function frameOf([origin, right, , down]) {
  const [ax, ay, bx, by] = [right[0] - origin[0], right[1] - origin[1], down[0] - origin[0], down[1] - origin[1]];
  const determinant = ax * by - ay * bx || 1;
  return ([x, y]) => {
    const [dx, dy] = [x - origin[0], y - origin[1]];
    return [(dx * by - dy * bx) / determinant, (ax * dy - ay * dx) / determinant];
  };
}

function shareInside(points, frame) {
  return points.filter((point) => frame(point).every((value) => value >= 0 && value <= 1)).length / points.length;
}

/** Whether the middles of all runs lie within the height of the first. */
function sameRow([first, ...others]) {
  const frame = frameOf(first.quad);
  return others.every(({ quad }) => {
    const [, v] = frame([(quad[0][0] + quad[2][0]) / 2, (quad[0][1] + quad[2][1]) / 2]);
    return v > -0.1 && v < 1.1;
  });
}
