/**
 * Whether samples of this shape can be given to a model's one input: its shape without the batch, or whole inputs, batch
 * and all. Open dimensions (−1) take any size. Models with several inputs are not judged here.
 */
export function fitsModel(
  sampleShape: readonly number[],
  inputs: readonly { readonly shape: readonly number[] }[],
): boolean {
  const [input] = inputs;
  if (input === undefined || inputs.length > 1) return true;
  return matches(sampleShape, input.shape.slice(1)) || matches(sampleShape, input.shape);
}

function matches(sizes: readonly number[], wanted: readonly number[]): boolean {
  return (
    sizes.length === wanted.length && wanted.every((size, axis) => size < 0 || size === sizes[axis])
  );
}
