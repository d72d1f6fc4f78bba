import {
  isMinimumRuntimeEntry,
  minimumRuntimeEntry,
  readMinimumRuntime,
  type Model,
} from '@flotilla/tflite';
import { releaseOf } from '../operator-rules/releases';

/**
 * The model's `min_runtime_version` entry, if it has one, raised to the release that takes the versions now written.
 * Operators that were not quantized keep needing what the entry said before.
 */
export function raiseMinimumRuntime(model: Model): void {
  const operators = model.subgraphs.flatMap((subgraph) => subgraph.operators);
  const needed = operators.flatMap(({ code, version }) => releaseOf(code, version) ?? []);
  model.metadata = model.metadata.map((entry) =>
    isMinimumRuntimeEntry(entry)
      ? minimumRuntimeEntry([readMinimumRuntime(entry), ...needed])
      : entry,
  );
}
