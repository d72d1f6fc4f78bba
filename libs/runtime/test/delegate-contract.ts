import { readFileSync } from 'node:fs';
import type { DelegateName, Interpreter, Runtime } from '@flotilla/evaluation';
import { createTfliteRuntime } from '../src/create-tflite-runtime';

const mediapipe = (path: string): Buffer => readFileSync(require.resolve(`@mediapipe/${path}`));

const heavyModel = (): Buffer => mediapipe('hands/hand_landmark_full.tflite');

export interface DelegateUnderTest {
  /** Default: native TensorFlow Lite. */
  readonly make?: () => Runtime;
  /** Tests that do not hold for it, by what follows the delegate's name in their titles. */
  readonly skip?: readonly { readonly reason: string; readonly tests: readonly string[] }[];
}

/** What every delegate must do, whatever runs underneath. A delegate's own spec calls this and adds nothing. */
export function describeDelegate(
  delegate: DelegateName,
  { make = createTfliteRuntime, skip = [] }: DelegateUnderTest = {},
): void {
  const runtime = make();
  const hand = mediapipe('hands/hand_landmark_lite.tflite');
  const face = mediapipe('face_detection/face_detection_short_range.tflite');
  const open: Interpreter[] = [];

  async function load(bytes: Uint8Array, options: { threads?: number } = {}): Promise<Interpreter> {
    const interpreter = await runtime.load(bytes, { delegate, ...options });
    open.push(interpreter);
    return interpreter;
  }

  afterEach(async () => {
    await Promise.all(open.splice(0).map((interpreter) => interpreter.close()));
  });

  function it(title: string, test: () => Promise<void> | void): void {
    const skipped = skip.find(({ tests }) => tests.includes(title));
    const run = skipped ? global.it.skip : global.it;
    run(skipped ? `${title} (${skipped.reason})` : title, async () => {
      await test();
    });
  }

  describe(`${runtime.name} ${delegate}`, () => {
    it('is listed by the runtime', () => {
      expect(runtime.delegates).toContain(delegate);
    });

    it('describes inputs and outputs', async () => {
      const interpreter = await load(face);
      expect(interpreter.inputs).toEqual([
        { name: 'input', type: 'FLOAT32', shape: [1, 128, 128, 3], byteLength: 4 * 128 * 128 * 3 },
      ]);
      expect(interpreter.outputs.map(({ name, shape }) => [name, shape])).toEqual([
        ['regressors', [1, 896, 16]],
        ['classificators', [1, 896, 1]],
      ]);
    });

    it('computes what the plain kernels compute', async () => {
      const reference = await createTfliteRuntime().load(hand, { delegate: 'cpu' });
      open.push(reference);
      const input = ramp(reference);
      const expected = (await reference.invoke(input)).map(floats);
      const actual = (await (await load(hand)).invoke(input)).map(floats);
      expect(actual.map(({ length }) => length)).toEqual([63, 1, 1, 63]);
      expect(expected.some((output) => output.some((value) => Math.abs(value) > 0.01))).toBe(true);
      actual.forEach((output, index) => {
        output.forEach((value, at) => {
          const wanted = expected[index]?.[at] ?? NaN;
          expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-4 + 1e-4 * Math.abs(wanted));
        });
      });
    });

    it('gives the same bytes again, whatever ran in between', async () => {
      await expectSameBytesAgain(await load(face));
    });

    it('gives the same bytes again on two threads', async () => {
      await expectSameBytesAgain(await load(face, { threads: 2 }));
    });

    it('queues calls that come at once and answers each with its own outputs', async () => {
      const interpreter = await load(face);
      const inputs = [0.1, 0.5, 0.9].map((value) => ramp(interpreter, value));
      const expected = [];
      for (const input of inputs) expected.push(await interpreter.invoke(input));
      expect(await Promise.all(inputs.map((input) => interpreter.invoke(input)))).toEqual(expected);
    });

    it('refuses inputs that are too few or of another length', async () => {
      const interpreter = await load(face);
      await expect(interpreter.invoke([])).rejects.toMatchObject({ code: 'INPUT_MISMATCH' });
      await expect(interpreter.invoke([new Uint8Array(3)])).rejects.toMatchObject({
        code: 'INPUT_MISMATCH',
      });
    });

    it('finishes the invocation under way when closed, and refuses those that wait', async () => {
      const interpreter = await load(face);
      const input = ramp(interpreter);
      const underWay = interpreter.invoke(input);
      await Promise.resolve();
      const waiting = interpreter.invoke(input);
      const closing = interpreter.close();
      await expect(waiting).rejects.toMatchObject({ code: 'INTERPRETER_CLOSED' });
      expect(await underWay).toHaveLength(2);
      await closing;
    });

    it('closes twice without harm, and refuses to run afterwards', async () => {
      const interpreter = await load(face);
      await interpreter.close();
      await interpreter.close();
      await expect(interpreter.invoke(ramp(interpreter))).rejects.toMatchObject({
        code: 'INTERPRETER_CLOSED',
      });
    });

    it('keeps its own copy of the model, so that the caller may overwrite the bytes', async () => {
      const bytes = Uint8Array.from(face);
      const interpreter = await load(bytes);
      const expected = await interpreter.invoke(ramp(interpreter));
      bytes.fill(0xff);
      expect(await interpreter.invoke(ramp(interpreter))).toEqual(expected);
    });

    it('leaves the event loop free while a heavy model runs', async () => {
      const interpreter = await load(heavyModel());
      const input = ramp(interpreter);
      const shares: number[] = [];
      for (let run = 0; run < 4; run++)
        shares.push(await longestGapShare(() => interpreter.invoke(input)));
      // Other processes cause gaps too, but not at every run as a blocking call would.
      expect(Math.min(...shares)).toBeLessThan(0.5);
    });

    it('lets the event loop turn while a heavy model loads', async () => {
      const bytes = heavyModel();
      const turns: number[] = [];
      for (let run = 0; run < 4; run++) turns.push(await turnsDuring(() => load(bytes)));
      // Dozens on a machine that has nothing else to do, a few on a crowded one; a blocking call would leave it one or two.
      expect(Math.max(...turns)).toBeGreaterThan(2);
    });
  });
}

async function expectSameBytesAgain(interpreter: Interpreter): Promise<void> {
  const input = ramp(interpreter);
  const first = await interpreter.invoke(input);
  await interpreter.invoke(input.map((bytes) => new Uint8Array(bytes.byteLength)));
  expect(await interpreter.invoke(input)).toEqual(first);
}

/** Values that rise from 0 to `top` over each float input. */
function ramp(interpreter: Interpreter, top = 1): Uint8Array[] {
  return interpreter.inputs.map(({ byteLength }) => {
    const values = Float32Array.from(
      { length: byteLength / 4 },
      (_, at) => (4 * at * top) / byteLength,
    );
    return new Uint8Array(values.buffer);
  });
}

function floats(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

/** The longest time for which timers did not fire while `task` ran, as a share of the whole: 1 when it blocks. */
async function longestGapShare(task: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  let lastMs = startedMs;
  let longestMs = 0;
  const look = () => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
  };
  const timer = setInterval(look, 1);
  await task();
  clearInterval(timer);
  look();
  return longestMs / (lastMs - startedMs);
}

/** How often the event loop went round while `task` ran. */
async function turnsDuring(task: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let running = true;
  const turn = () => {
    turns++;
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  await task();
  running = false;
  return turns;
}
