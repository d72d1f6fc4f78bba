import { weightBytes } from '../graph/weight-bytes';
import type { Buffer, Model } from '../model';

/** What the bytes of a model's file are. */
export interface SizeBreakdown {
  /** All constants. */
  weightBytes: number;
  /** Named blobs beside the graph. */
  metadataBytes: number;
  /** Files packed behind the model, as they are unpacked. */
  associatedFileBytes: number;
  /** Everything else: tensors and operators, their names, scales and options, and gaps. */
  graphBytes: number;
  /** Constants by the kind of operator that reads them first, most bytes first. */
  weightsByOperator: { operator: string; constants: number; bytes: number }[];
}

/** Divides the size of a file among what it holds. */
export function sizeBreakdown(model: Model, fileBytes: number): SizeBreakdown {
  const weights = weightBytes(model);
  const metadata = new Set(model.metadata.map(({ buffer }) => buffer));
  const metadataBytes = sum([...metadata].map(({ data }) => data.byteLength));
  const associatedFileBytes = sum((model.associatedFiles ?? []).map(({ data }) => data.byteLength));
  return {
    weightBytes: weights,
    metadataBytes,
    associatedFileBytes,
    // Compressed files take less of the file than they hold.
    graphBytes: Math.max(0, fileBytes - weights - metadataBytes - associatedFileBytes),
    weightsByOperator: weightsByOperator(model),
  };
}

function weightsByOperator(model: Model): SizeBreakdown['weightsByOperator'] {
  const seen = new Set<Buffer>();
  const kinds = new Map<string, { constants: number; bytes: number }>();
  for (const { code, customCode, inputs } of model.subgraphs.flatMap(
    ({ operators }) => operators,
  )) {
    for (const buffer of inputs.flatMap((input) => input?.buffer ?? [])) {
      if (seen.has(buffer)) continue;
      seen.add(buffer);
      const name = customCode ?? code;
      const kind = kinds.get(name) ?? { constants: 0, bytes: 0 };
      kind.constants++;
      kind.bytes += buffer.data.byteLength;
      kinds.set(name, kind);
    }
  }
  return [...kinds]
    .map(([operator, kind]) => ({ operator, ...kind }))
    .sort((a, b) => b.bytes - a.bytes || (a.operator < b.operator ? -1 : 1));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
