/**
 * Seeded chance: the same seed gives the same corpus on every machine. sfc32 (PractRand's small fast counter generator)
 * seeded by an FNV-1a hash of a text, so that parts of a document can have streams of their own that do not disturb each other.
 */

/** @param {string} text @returns {number} FNV-1a, 32 bit */
export function hashText(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

export class Random {
  /** @param {string} seed any text */
  constructor(seed) {
    this.seed = seed;
    this.state = Uint32Array.from([hashText(`a:${seed}`), hashText(`b:${seed}`), hashText(`c:${seed}`), 1]);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** A stream of its own under a name. @param {string} name */
  fork(name) { return new Random(`${this.seed}/${name}`); }

  /** @returns {number} 0 <= x < 1 */
  next() {
    const s = this.state;
    const t = (s[0] + s[1] + s[3]) >>> 0;
    s[3] += 1;
    s[0] = s[1] ^ (s[1] >>> 9);
    s[1] = s[2] + (s[2] << 3);
    s[2] = ((s[2] << 21) | (s[2] >>> 11)) + t;
    return t / 4294967296;
  }

  /** @param {number} low @param {number} high @returns {number} whole, both ends included */
  int(low, high) { return low + Math.floor(this.next() * (high - low + 1)); }

  /** @param {number} low @param {number} high */
  range(low, high) { return low + this.next() * (high - low); }

  /** @param {number} probability */
  chance(probability) { return this.next() < probability; }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) { return list[Math.floor(this.next() * list.length)]; }

  /** @template T @param {readonly T[]} list @returns {T[]} */
  shuffle(list) {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }

  /** @param {number} count @returns {string} decimal digits */
  digits(count) { return Array.from({ length: count }, () => this.int(0, 9)).join(''); }

  /** Standard normal (Box-Muller). */
  normal() { return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next()); }
}
