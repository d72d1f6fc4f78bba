import type { Normalization } from '@flotilla/tflite';

/** `normalization mean 127.5, std 127.5`, and `mean (1, 2, 3), std (4, 5, 6)` by channel. */
export function normalizationText({ mean, std }: Normalization): string {
  return `normalization mean ${listed(mean)}, std ${listed(std)}`;
}

/** Metadata hold float32, of which the shortest digits are told. */
function listed(values: readonly number[]): string {
  const texts = values.map((value) => String(Number(value.toPrecision(7))));
  return texts.length === 1 ? (texts[0] ?? '') : `(${texts.join(', ')})`;
}
