import { rounded } from './rounded';

it('rounds times and shares wherever they stand, and nothing else', () => {
  const answer = { timings: { ocrMs: 12.3456, totalMs: 800 }, fields: [{ confidence: 0.9876543211, value: '1.23456', bytes: 3 }], polygon: [[1.23456]], hitRate: null };
  expect(JSON.parse(JSON.stringify(answer, rounded))).toEqual({
    timings: { ocrMs: 12.3, totalMs: 800 }, fields: [{ confidence: 0.9877, value: '1.23456', bytes: 3 }], polygon: [[1.23456]], hitRate: null,
  });
});
