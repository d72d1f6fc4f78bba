import type { Subgraph, Tensor } from '@flotilla/tflite';
import { quantizerError } from '../errors';

/** What inputs are to take. */
export interface InputChange {
  /** Length of the first axis of every input that has one; `open`: any. */
  readonly batch?: number | 'open';
  /** Whole shapes, by the name of the input. They come before `batch`. */
  readonly shapes?: ReadonlyMap<string, readonly number[]>;
}

export type Shapes = ReadonlyMap<Tensor, readonly number[]>;

/**
 * The shapes that inputs get; an open batch is written 1.
 * @throws CodedError `INPUT_UNKNOWN`, `RESIZE_REFUSED`
 */
export function inputShapes({ inputs }: Subgraph, { batch, shapes }: InputChange): Shapes {
  for (const name of shapes?.keys() ?? []) {
    if (inputs.some((input) => input.name === name)) continue;
    throw quantizerError(
      'INPUT_UNKNOWN',
      `The model has no input ${name}; it has ${inputs.map((input) => input.name).join(', ')}`,
    );
  }
  return new Map(
    inputs.map((input) => {
      const shape = shapes?.get(input.name) ?? input.shape;
      if (shape.length !== input.shape.length) {
        throw quantizerError(
          'RESIZE_REFUSED',
          `The input ${input.name} cannot take the shape ${shape.join('x')}: it has ${input.shape.length} dimensions`,
        );
      }
      return [input, batch === undefined ? shape : withBatch(shape, batch === 'open' ? 1 : batch)];
    }),
  );
}

export function withBatch(shape: readonly number[], batch: number): readonly number[] {
  return shape.length === 0 ? shape : [batch, ...shape.slice(1)];
}
