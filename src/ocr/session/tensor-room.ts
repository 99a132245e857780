/**
 * Memory for one tensor after another. Tensors made anew for each run are most of what an engine's thread throws away: V8 sees memory outside its heap grow and
 * collects all the time (measured: a twentieth of an engine's time).
 */
export class TensorRoom {
  private floats = new Float32Array(0);

  /** Room for a tensor of this shape, whatever it holds from before; good until the next call. */
  of(dims: readonly number[]): Float32Array {
    const length = dims.reduce((product, side) => product * side, 1);
    if (this.floats.length < length) {
      // Let go of first: where memory is short there is none for both.
      this.floats = new Float32Array(0);
      this.floats = new Float32Array(length);
    }
    return this.floats.subarray(0, length);
  }
}
