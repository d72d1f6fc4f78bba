import { metadataSummary, type Model, type Normalization } from '@flotilla/tflite';

/** What is known of each input, in the model's order. */
export type Normalizations = readonly (Normalization | undefined)[];

/** What a model's metadata say of each input of its main graph; nothing where they cannot be read. */
export function statedNormalizations(model: Model): Normalizations {
  const summary = metadataSummary(model);
  if (!summary || 'unreadable' in summary) return [];
  return summary.inputs.map(({ normalization }) => normalization ?? undefined);
}

/** The same for models that take the same inputs: where one says nothing, it goes by the first that does. */
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
