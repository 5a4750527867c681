/** Numbers from 0 up to but not including 1; the same seed gives the same ones in the same order (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A draw between the two bounds, each as likely as any other. */
export function uniform(random: () => number, from: number, to: number): number {
  return from + (to - from) * random();
}

/** A draw whose logarithm is normally distributed, as build times are: half of the draws lie below the median (Box-Muller). */
export function logNormal(random: () => number, median: number, sigma: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * random()));
}
