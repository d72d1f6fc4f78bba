import { CodedError } from '@flotilla/foundation';
import type { Subgraph, Tensor } from '@flotilla/tflite';
import type { RuntimeErrorCode } from './errors';

/** The shapes that inputs take for a batch. */
export type InputShapes = readonly (readonly number[])[];

/**
 * Gives every input's first axis another length.
 * @throws CodedError `BATCH_FIXED` where the file says neither that length nor that it is open
 */
export function resizeBatch({ inputs }: Subgraph, batch: number): InputShapes {
  return inputs.map((input) => {
    const { name, shape } = input;
    if (shape[0] !== batch && !isBatchOpen(input)) {
      throw new CodedError<RuntimeErrorCode>(
        'BATCH_FIXED',
        `Input ${JSON.stringify(name)} of shape (${shape.join(', ')}) has a fixed batch and cannot take ${batch} samples at once`,
      );
    }
    return [batch, ...shape.slice(1)];
  });
}

function isBatchOpen({ shape, shapeSignature }: Tensor): boolean {
  return shape.length > 0 && shapeSignature?.[0] === -1;
}
