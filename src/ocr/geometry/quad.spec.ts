import { quadAngle, turnBack, turnForward } from './quad';
import { turnPage } from '../image/page-image';

describe('turning pages', () => {
  // A page of 3 × 2 pixels, each with its own value.
  const page = { grey: Uint8Array.from([1, 2, 3, 4, 5, 6]), width: 3, height: 2 };
  const values = ({ grey }: { grey: Uint8Array }): number[] => [...grey];

  it.each([
    [90, [4, 1, 5, 2, 6, 3]],
    [180, [6, 5, 4, 3, 2, 1]],
    [270, [3, 6, 2, 5, 1, 4]],
  ] as const)('turns pixels clockwise by %i', (degrees, expected) => {
    expect(values(turnPage(page, degrees))).toEqual(expected);
  });

  it.each([90, 180, 270] as const)('takes a point turned by %i back to where it was', (degrees) => {
    expect(turnBack(turnForward([2.5, 0.5], degrees, 3, 2), degrees, 3, 2)).toEqual([2.5, 0.5]);
  });

  it('turns points the way it turns pixels', () => {
    // The centre of pixel 3 (top right) is at the bottom right after a quarter turn, where 3 is found.
    expect(turnForward([2.5, 0.5], 90, 3, 2)).toEqual([1.5, 2.5]);
  });
});

describe('quadAngle', () => {
  it('is a quarter turn for text that runs down the page', () => {
    expect(quadAngle([[5, 0], [5, 10], [3, 10], [3, 0]])).toBeCloseTo(Math.PI / 2);
  });
});
