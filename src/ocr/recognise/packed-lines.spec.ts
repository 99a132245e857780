import type { DecodedLine } from './ctc-decode';
import { packLines, unpackLines } from './packed-lines';

it('unpacks lines as they were packed', () => {
  const lines: DecodedLine[] = [
    { text: 'zł', chars: [{ char: 'z', confidence: 0.1 + 0.2, at: 1 / 3 }, { char: 'ł', confidence: 1, at: 2 / 3, alternatives: [{ char: 'l', confidence: 0.02 }] }] },
    { text: '', chars: [] },
    { text: '𝟏', chars: [{ char: '𝟏', confidence: 0.5, at: 0.5 }] },
  ];
  expect(unpackLines(packLines(lines))).toEqual(lines);
});
