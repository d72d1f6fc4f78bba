import { ModelError } from '../errors';
import type { Model } from '../model';
import { attachFile } from './attach-file';
import type { AssociatedFileMetadata, AssociatedFileType } from './schema';
import { tensorAt, tensorMetadata } from './tensor-metadata';

const LABEL_TYPES: ReadonlySet<AssociatedFileType> = new Set([
  'TENSOR_AXIS_LABELS',
  'TENSOR_VALUE_LABELS',
]);

/** Names of an output's classes by index, as the file packed behind the model lists them; undefined when none does. */
export function labelsOf(model: Model, output = 0): string[] | undefined {
  const entry = labelEntry(model, output);
  const file = entry && model.associatedFiles?.find(({ name }) => name === entry.name);
  if (!file) return undefined;
  const lines = new TextDecoder().decode(file.data).split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/**
 * Packs the names of an output's classes, the scores of which stand along its last axis.
 * @throws ModelError `METADATA_MISMATCH` when there are not as many as scores; RangeError for one of several lines
 */
export function setLabels(model: Model, labels: readonly string[], output = 0): void {
  const { name, shape, shapeSignature } = tensorAt(model, { output });
  const classes = (shapeSignature ?? shape).at(-1) ?? 1;
  if (classes >= 0 && labels.length !== classes) {
    throw new ModelError(
      'METADATA_MISMATCH',
      `cannot name the ${classes} scores of "${name}" by ${labels.length} labels; give one for each`,
    );
  }
  if (labels.some((label) => /[\r\n]/.test(label))) {
    throw new RangeError('a label has several lines');
  }
  const data = new TextEncoder().encode(labels.map((label) => `${label}\n`).join(''));
  attachFile(model, {
    file: { name: labelEntry(model, output)?.name ?? freeName(model, output), data },
    type: 'TENSOR_AXIS_LABELS',
    description: 'names of the classes, one a line',
    port: { output },
  });
}

function labelEntry(model: Model, output: number): AssociatedFileMetadata | undefined {
  return tensorMetadata(model, { output })?.associatedFiles.find(({ type }) =>
    LABEL_TYPES.has(type),
  );
}

function freeName(model: Model, output: number): string {
  const taken = model.associatedFiles?.some(({ name }) => name === 'labels.txt');
  return taken ? `labels-${output}.txt` : 'labels.txt';
}
