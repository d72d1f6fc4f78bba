import type { Metadata, Model, Operator } from '@flotilla/tflite';
import { DEQUANTIZE_VERSIONS, QUANTIZE_VERSION } from '../operator-rules/conversion-version';
import type { KernelVersion } from '../operator-rules/operator-rule';
import { ruleFor } from '../operator-rules/operator-rules';

const ENTRY_NAME = 'min_runtime_version';

/** Bytes that the entry always takes, padded with zeros. */
const ENTRY_BYTES = 16;

/**
 * The model's `min_runtime_version` entry, if it has one, raised to the release that takes the versions now written.
 * Operators that were not quantized keep needing what the entry said before.
 */
export function raiseMinimumRuntime(model: Model): void {
  const operators = model.subgraphs.flatMap((subgraph) => subgraph.operators);
  const needed = operators.flatMap((operator) => releaseOf(operator) ?? []);
  model.metadata = model.metadata.map((entry) =>
    entry.name === ENTRY_NAME ? entryFor([readEntry(entry), ...needed]) : entry,
  );
}

function releaseOf({ code, version }: Operator): string | undefined {
  return versionsOf(code).find((candidate) => candidate.version === version)?.since;
}

function versionsOf(code: Operator['code']): readonly KernelVersion[] {
  if (code === 'QUANTIZE') return [QUANTIZE_VERSION];
  if (code === 'DEQUANTIZE') return Object.values(DEQUANTIZE_VERSIONS);
  const rule = ruleFor(code);
  return [...(rule?.int8?.versions ?? []), ...(rule?.hybrid?.versions ?? [])];
}

function readEntry({ buffer }: Metadata): string {
  return new TextDecoder().decode(buffer.data).split('\0', 1)[0] ?? '';
}

function entryFor(releases: readonly string[]): Metadata {
  const highest = releases.reduce((left, right) => (isLater(right, left) ? right : left));
  const data = new Uint8Array(ENTRY_BYTES);
  new TextEncoder().encodeInto(highest, data);
  return { name: ENTRY_NAME, buffer: { data } };
}

function isLater(left: string, right: string): boolean {
  const [one, other] = [left, right].map((release) => release.split('.').map(Number));
  const difference = one
    ?.map((part, index) => part - (other?.[index] ?? 0))
    .find((part) => part !== 0);
  return (difference ?? 0) > 0;
}
