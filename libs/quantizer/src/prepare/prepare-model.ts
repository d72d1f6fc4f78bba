import { applyRewrites, shareBuffers } from '@flotilla/rewrites';
import { calledSubgraphs, type Model } from '@flotilla/tflite';
import { PREPARATION } from './preparation';

/** How often each rewrite was applied, by its name; those that found nothing are absent. */
export type Preparation = Readonly<Record<string, number>>;

/**
 * Brings a float model, in place, into the form that quantizes best: float32 constants where the file stores halves or
 * sparse ones, no operator that could be part of another, no work that does not hang on the input. Outputs stay the same
 * up to rounding.
 */
export function prepareModel(model: Model): Preparation {
  const called = new Set(
    model.subgraphs.flatMap(({ operators }) =>
      operators.flatMap(({ options }) => calledSubgraphs(options)),
    ),
  );
  const counts: Record<string, number> = {};
  const count = (name: string, times: number): void => {
    if (times > 0) counts[name] = (counts[name] ?? 0) + times;
  };
  model.subgraphs.forEach((subgraph, index) => {
    const rewrites = called.has(index)
      ? PREPARATION.filter(({ trustsShapes }) => !trustsShapes)
      : PREPARATION;
    for (const { rewrite } of applyRewrites(subgraph, rewrites)) count(rewrite, 1);
  });
  count('share-buffers', shareBuffers(model));
  return counts;
}
