import { type Model, type Normalization, statedNormalizations } from '@flotilla/tflite';

/** What is known of each input, in the model's order. */
export type Normalizations = readonly (Normalization | undefined)[];

/**
 * What metadata say of the inputs of models that take the same ones: where one says nothing, it goes by the first that does.
 */
export function statedTogether(models: readonly Model[]): Normalizations[] {
  const all = models.map(statedNormalizations);
  const places = Array.from(
    { length: Math.max(...all.map(({ length }) => length)) },
    (_, at) => at,
  );
  return all.map((own) =>
    places.map((place) => own[place] ?? all.map((each) => each[place]).find((known) => known)),
  );
}
