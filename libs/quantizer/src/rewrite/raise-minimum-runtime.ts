import {
  isMinimumRuntimeEntry,
  minimumRuntimeEntry,
  readMinimumRuntime,
  type Model,
  type Operator,
} from '@flotilla/tflite';
import { DEQUANTIZE_VERSIONS, QUANTIZE_VERSION } from '../operator-rules/conversion-version';
import type { KernelVersion } from '../operator-rules/operator-rule';
import { ruleFor } from '../operator-rules/operator-rules';

/** Float forms that preparation makes, and the releases that brought them (`runtime_version.cc`). */
const PREPARED: Readonly<Partial<Record<Operator['code'], readonly KernelVersion[]>>> = {
  // With a bias.
  TRANSPOSE_CONV: [{ version: 3, since: '2.3.0' }],
};

/**
 * The model's `min_runtime_version` entry, if it has one, raised to the release that takes the versions now written.
 * Operators that were not changed keep needing what the entry said before.
 */
export function raiseMinimumRuntime(model: Model): void {
  const operators = model.subgraphs.flatMap((subgraph) => subgraph.operators);
  const needed = operators.flatMap((operator) => releaseOf(operator) ?? []);
  model.metadata = model.metadata.map((entry) =>
    isMinimumRuntimeEntry(entry)
      ? minimumRuntimeEntry([readMinimumRuntime(entry), ...needed])
      : entry,
  );
}

function releaseOf({ code, version }: Operator): string | undefined {
  return versionsOf(code).find((candidate) => candidate.version === version)?.since;
}

function versionsOf(code: Operator['code']): readonly KernelVersion[] {
  if (code === 'QUANTIZE') return [QUANTIZE_VERSION];
  if (code === 'DEQUANTIZE') return Object.values(DEQUANTIZE_VERSIONS);
  const rule = ruleFor(code);
  return [
    ...(PREPARED[code] ?? []),
    ...(rule?.int8?.versions ?? []),
    ...(rule?.hybrid?.versions ?? []),
  ];
}
