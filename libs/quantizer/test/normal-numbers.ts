/** A reproducible source of normally distributed numbers, mean 0 and deviation 1. */
export function normalNumbers(seed: number): () => number {
  let state = seed >>> 0;
  // Mulberry32: every state comes up once, and neighbouring seeds have nothing in common.
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
