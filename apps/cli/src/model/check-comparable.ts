import type { Dataset } from '@flotilla/evaluation';
import type { Model, Tensor } from '@flotilla/tflite';
import { CliError } from '../errors';
import { shaped } from '../text/quantities';
import type { LoadableModelFile } from './model-file';

/**
 * Whether two models can be given the same samples and have their outputs compared; names and number types may differ.
 * @throws CliError `MODELS_DIFFER`
 */
export function checkComparable(reference: LoadableModelFile, actual: LoadableModelFile): void {
  for (const port of ['inputs', 'outputs'] as const) {
    const [ours, theirs] = [portsOf(reference.model, port), portsOf(actual.model, port)];
    if (ours.length === theirs.length && ours.every((each, at) => goTogether(each, theirs[at])))
      continue;
    throw new CliError(
      'MODELS_DIFFER',
      `${port} of ${reference.path} (${listed(ours)}) and of ${actual.path} (${listed(theirs)}) do not go together; name two forms of one model`,
    );
  }
}

/** @throws CliError `MODELS_DIFFER` */
export function checkSameBatch(
  referencePath: string,
  ours: Dataset,
  path: string,
  theirs: Dataset,
): void {
  if (ours.samplesPerInvocation === theirs.samplesPerInvocation && ours.layout === theirs.layout)
    return;
  throw new CliError(
    'MODELS_DIFFER',
    `${referencePath} takes ${ours.samplesPerInvocation} samples at a time and ${path} ${theirs.samplesPerInvocation}; compare models of the same batch`,
  );
}

function portsOf(model: Model, port: 'inputs' | 'outputs'): readonly Tensor[] {
  return model.subgraphs[0]?.[port] ?? [];
}

function goTogether(left: Tensor, right: Tensor | undefined): boolean {
  return right !== undefined && openShape(left) === openShape(right);
}

/** A batch may be open in one file and not in the other. */
function openShape({ shape, shapeSignature }: Tensor): string {
  return (shapeSignature ?? shape).map((size, axis) => (axis === 0 ? '' : size)).join();
}

function listed(tensors: readonly Tensor[]): string {
  return tensors
    .map(({ name, type, shape, shapeSignature }) => {
      return `${JSON.stringify(name)} ${shaped(type, shapeSignature ?? shape)}`;
    })
    .join(', ');
}
