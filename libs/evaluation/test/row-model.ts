import { readNumbers, writeNumbers } from '../src/elements/numbers';
import type { Interpreter, TensorSpec } from '../src/interpreter';

export const floats = (name: string, shape: number[]): TensorSpec => ({
  name,
  type: 'FLOAT32',
  shape,
  byteLength: 4 * shape.reduce((product, dimension) => product * dimension, 1),
});

/** A model that computes in TypeScript: its scores are its inputs, each row passed through `map`. */
export class RowModel implements Interpreter {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  invocations = 0;

  constructor(
    readonly batch: number,
    readonly map: (value: number, at: number) => number = (value) => value,
    outputs?: TensorSpec[],
  ) {
    this.inputs = [floats('x', [batch, 3])];
    this.outputs = outputs ?? [floats('y', [batch, 3])];
  }

  invoke([bytes]: readonly Uint8Array[]): Promise<Uint8Array[]> {
    this.invocations++;
    const scores = readNumbers('FLOAT32', bytes ?? new Uint8Array()).map((value, at) =>
      this.map(value, at % 3),
    );
    return Promise.resolve([writeNumbers('FLOAT32', scores)]);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** A clock that ticks once at every look. */
export function ticking(): () => number {
  let now = 0;
  return () => now++;
}
