import type { Interpreter, Invocation, Runtime } from '@flotilla/evaluation';
import { tflite } from '@flotilla/testing';
import type { Model, Tensor } from '@flotilla/tflite';
import { GraphBuilder } from '../../test/graph-builder';
import { observe } from './observe';

function built(): { model: Model; x: Tensor; y: Tensor } {
  const builder = new GraphBuilder();
  const x = builder.input([1, 1]);
  const y = builder.apply('RELU', [x], [1, 1]);
  return { model: builder.model(y), x, y };
}

const sample = (...values: number[]): Invocation => ({
  inputs: [new Uint8Array(Float32Array.from(values).buffer)],
  sampleCount: 1,
});

/** TensorFlow Lite, but that some invocations fail; says when each begins, and when all is over. */
class FaultyRuntime implements Runtime {
  readonly name = 'faulty';
  readonly version = '1';
  readonly delegates = ['cpu'] as const;
  readonly events: string[] = [];

  constructor(private readonly faults: readonly number[]) {}

  async load(...[model, options]: Parameters<Runtime['load']>): Promise<Interpreter> {
    const interpreter = await tflite().load(model, options);
    let count = 0;
    return {
      inputs: interpreter.inputs,
      outputs: interpreter.outputs,
      invoke: async (inputs) => {
        const index = count++;
        this.events.push(`invoke ${index}`);
        const outputs = await interpreter.invoke(inputs);
        if (this.faults.includes(index)) throw new Error(`fault ${index}`);
        return outputs;
      },
      close: () => {
        this.events.push('close');
        return interpreter.close();
      },
    };
  }
}

/** Long enough for Node to find a rejection that nobody waits for, which ends the process. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('observe()', () => {
  it('shows samples in their order, each input with what was computed from it', async () => {
    const { model, x, y } = built();
    const seen: unknown[] = [];
    const values = [3, -1, 4, -1.5, 5];
    const count = await observe(
      model,
      { runtime: tflite(), invocations: values.map((value) => sample(value)), sampling: 'whole' },
      (observed) => seen.push([observed.get(x)?.[0], observed.get(y)?.[0]]),
    );
    expect(count).toBe(values.length);
    expect(seen).toEqual(values.map((value) => [value, Math.max(0, value)]));
  });

  it('has the runtime compute the next sample while one is looked at, and no further', async () => {
    const runtime = new FaultyRuntime([]);
    await observe(
      built().model,
      { runtime, invocations: [1, 2, 3].map((value) => sample(value)), sampling: 'whole' },
      () => runtime.events.push('visit'),
    );
    expect(runtime.events).toEqual([
      'invoke 0',
      'invoke 1',
      'visit',
      'invoke 2',
      'visit',
      'visit',
      'close',
    ]);
  });

  it('shows the same, in the same order, whatever the number of threads', async () => {
    const { model, x, y } = built();
    const values = Array.from({ length: 11 }, (_, index) => index - 5);
    const seen = async (threads: number) => {
      const shown: unknown[] = [];
      const invocations = values.map((value) => sample(value));
      const options = { runtime: tflite(), invocations, sampling: 'whole', threads } as const;
      await observe(model, options, (observed, number) =>
        shown.push([number, observed.get(x)?.[0], observed.get(y)?.[0]]),
      );
      return shown;
    };
    const expected = values.map((value, index) => [index, value, Math.max(0, value)]);
    for (const threads of [1, 2, 3, 20]) expect(await seen(threads)).toEqual(expected);
  });

  it.each([
    ['the runtime fails', [1], [1, 2, 3], 'fault 1'],
    ['the runtime fails at the last', [2], [1, 2, 3], 'fault 2'],
    ['the runtime has died', [0, 1], [1, 2, 3], 'fault 0'],
    ['a visit fails', [], [NaN, 2, 3], 'NaN'],
    ['a visit fails and the runtime dies', [1], [NaN, 2, 3], 'NaN'],
  ])('ends with the first fault when %s', async (_, faults, values, message) => {
    const runtime = new FaultyRuntime(faults);
    const invocations = values.map((value) => sample(value));
    const run = observe(built().model, { runtime, invocations, sampling: 'whole' }, (observed) => {
      for (const [value] of observed.values()) if (Number.isNaN(value)) throw new Error('NaN');
    });
    await expect(run).rejects.toThrow(message);
    await settled();
    expect(runtime.events.at(-1)).toBe('close');
  });

  it('ends with a sample of the wrong shape though the one before fails as well', async () => {
    const runtime = new FaultyRuntime([0]);
    const invocations = [sample(1), sample(1, 2)];
    const run = observe(built().model, { runtime, invocations, sampling: 'whole' }, () => {
      throw new Error('nothing is there to be seen');
    });
    await expect(run).rejects.toMatchObject({ code: 'CALIBRATION_SHAPE' });
    await settled();
    expect(runtime.events).toEqual(['invoke 0', 'close']);
  });
});
