import { ctcDecode } from './ctc-decode';

const CLASSES = ['', 'a', 'b', ' '];

/** One line of steps, each given as the probabilities of blank, a, b, space. */
function scores(...steps: number[][]): { data: Float32Array; dims: number[] } {
  return { data: Float32Array.from(steps.flat()), dims: [1, steps.length, CLASSES.length] };
}

const A = [0.1, 0.9, 0, 0];
const BLANK = [1, 0, 0, 0];

describe('ctcDecode', () => {
  it('merges repeats and keeps a letter doubled across a blank', () => {
    expect(ctcDecode(scores(A, A, BLANK, A), CLASSES, [1])[0]!.text).toBe('aa');
  });

  it('keeps different letters that stand side by side', () => {
    expect(ctcDecode(scores(A, [0, 0.2, 0.8, 0]), CLASSES, [1])[0]!.text).toBe('ab');
  });

  it('judges a character by its surest step', () => {
    const [line] = ctcDecode(scores([0.4, 0.6, 0, 0], [0.2, 0.8, 0, 0]), CLASSES, [1]);
    expect(line!.chars[0]!.confidence).toBeCloseTo(0.8);
  });

  it('places a character at the middle of its steps', () => {
    expect(ctcDecode(scores(BLANK, A, A, BLANK), CLASSES, [1])[0]!.chars[0]!.at).toBeCloseTo(0.5);
  });

  it('counts places along the line and not along its padding', () => {
    expect(ctcDecode(scores(BLANK, A, BLANK, BLANK), CLASSES, [0.5])[0]!.chars[0]!.at).toBeCloseTo(0.75);
  });

  it('offers the runners-up, likeliest first and without the blank', () => {
    const [line] = ctcDecode(scores([0.3, 0.5, 0.05, 0.15]), CLASSES, [1]);
    expect(line!.chars[0]!.alternatives!.map(({ char }) => char)).toEqual([' ', 'b']);
  });

  it('leaves out runners-up that nothing speaks for', () => {
    expect(ctcDecode(scores([0.001, 0.994, 0.004, 0.001]), CLASSES, [1])[0]!.chars[0]).not.toHaveProperty('alternatives');
  });

  it('gives an empty line no characters', () => {
    expect(ctcDecode(scores(BLANK, BLANK), CLASSES, [1])[0]).toEqual({ text: '', chars: [] });
  });

  it('reads each line of a batch by itself', () => {
    const batch = { data: Float32Array.from([...A, ...BLANK, ...BLANK, 0, 0, 1, 0]), dims: [2, 2, 4] };
    expect(ctcDecode(batch, CLASSES, [1, 1]).map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('refuses scores for another dictionary', () => {
    expect(() => ctcDecode(scores(A), ['', 'a'], [1])).toThrow('4 classes');
  });
});
