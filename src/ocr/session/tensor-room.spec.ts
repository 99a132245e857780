import { TensorRoom } from './tensor-room';

describe('TensorRoom', () => {
  it('gives a smaller tensor the memory of a larger one', () => {
    const room = new TensorRoom();
    const large = room.of([2, 3, 4]);
    const small = room.of([5]);
    expect([large.length, small.length, small.buffer === large.buffer]).toEqual([24, 5, true]);
  });

  it('makes room for a larger one', () => {
    const room = new TensorRoom();
    room.of([5]);
    expect(room.of([2, 5])).toHaveLength(10);
  });
});
