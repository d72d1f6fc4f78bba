import type { Signature, Tensor } from '@flotilla/tflite';
import { quantizerError } from '../errors';

/** What inputs are to take. */
export interface InputChange {
  /** Whose inputs. Default: the main graph's. */
  readonly signature?: string;
  /** Length of the first axis of every input that has one; `open`: any. */
  readonly batch?: number | 'open';
  /** Whole shapes, by the name of the input (the signature's, where one is given). They come before `batch`. */
  readonly shapes?: ReadonlyMap<string, readonly number[]>;
}

/** An input by the name that it is given. */
export type InputPort = Signature['inputs'][number];

export type Shapes = ReadonlyMap<Tensor, readonly number[]>;

/**
 * The shapes that inputs get; an open batch is written 1.
 * @throws CodedError `INPUT_UNKNOWN`, `RESIZE_REFUSED`
 */
export function inputShapes(ports: readonly InputPort[], { batch, shapes }: InputChange): Shapes {
  for (const name of shapes?.keys() ?? []) {
    if (ports.some((port) => port.name === name)) continue;
    throw quantizerError(
      'INPUT_UNKNOWN',
      `The model has no input ${name}; it has ${ports.map((port) => port.name).join(', ')}`,
    );
  }
  return new Map(
    ports.map(({ name, tensor: input }) => {
      const shape = shapes?.get(name) ?? input.shape;
      if (shape.length !== input.shape.length) {
        throw quantizerError(
          'RESIZE_REFUSED',
          `The input ${name} cannot take the shape ${shape.join('x')}: it has ${input.shape.length} dimensions`,
        );
      }
      return [input, batch === undefined ? shape : withBatch(shape, batch === 'open' ? 1 : batch)];
    }),
  );
}

export function withBatch(shape: readonly number[], batch: number): readonly number[] {
  return shape.length === 0 ? shape : [batch, ...shape.slice(1)];
}
