import type { Model, Signature } from '@flotilla/tflite';
import { quantizerError } from '../errors';

/**
 * Refuses signatures that name tensors beside the inputs and outputs of their graph: no rewrite could keep what they mean.
 * @throws CodedError `SIGNATURE_UNUSABLE`
 */
export function refuseLooseSignatures({ signatures }: Model): void {
  for (const signature of signatures) {
    const loose = looseEntry(signature);
    if (loose === undefined) continue;
    throw quantizerError(
      'SIGNATURE_UNUSABLE',
      `Signature ${signature.key} names tensor ${loose.tensor.name} as ${loose.name}, which is no input or output of its graph`,
    );
  }
}

function looseEntry({
  subgraph,
  inputs,
  outputs,
}: Signature): Signature['inputs'][number] | undefined {
  return (
    inputs.find(({ tensor }) => !subgraph.inputs.includes(tensor)) ??
    outputs.find(({ tensor }) => !subgraph.outputs.includes(tensor))
  );
}
