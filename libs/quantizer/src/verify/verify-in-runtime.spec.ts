import type { DelegateName, Interpreter, LoadOptions, Runtime } from '@flotilla/evaluation';
import { CodedError } from '@flotilla/foundation';
import { verifyInRuntime } from './verify-in-runtime';

/** Fails where it is told to, and counts what it opened and closed. */
class BrittleRuntime implements Runtime {
  readonly name = 'brittle';
  readonly version = '1';
  readonly delegates: readonly DelegateName[] = ['cpu', 'xnnpack', 'gpu'];
  readonly loaded: DelegateName[] = [];
  readonly fed: number[] = [];
  closed = 0;

  constructor(
    private readonly failing: { load?: DelegateName; invoke?: boolean; error?: Error } = {},
  ) {}

  load(_model: Uint8Array, { delegate }: LoadOptions): Promise<Interpreter> {
    if (this.failing.load === delegate) {
      return Promise.reject(this.failing.error ?? new Error('no such operator'));
    }
    this.loaded.push(delegate);
    return Promise.resolve({
      inputs: [{ name: 'x', type: 'FLOAT32', shape: [3], byteLength: 12 }],
      outputs: [],
      invoke: ([bytes]: readonly Uint8Array[]) => {
        this.fed.push(bytes?.byteLength ?? 0);
        return this.failing.invoke ? Promise.reject(new Error('bad scale')) : Promise.resolve([]);
      },
      close: () => {
        this.closed += 1;
        return Promise.resolve();
      },
    });
  }
}

describe('verifyInRuntime()', () => {
  it('loads and runs the file with every delegate of the processor', async () => {
    const runtime = new BrittleRuntime();
    await verifyInRuntime(new Uint8Array(), runtime);
    expect(runtime.loaded).toEqual(['cpu', 'xnnpack']);
    expect(runtime.fed).toEqual([12, 12]);
    expect(runtime.closed).toBe(2);
  });

  it('reports a file that is not loaded', async () => {
    const runtime = new BrittleRuntime({ load: 'xnnpack' });
    await expect(verifyInRuntime(new Uint8Array(), runtime)).rejects.toMatchObject({
      code: 'RUNTIME_REFUSED',
      cause: { message: 'no such operator' },
    });
  });

  it('leaves it to the runtime to say that a model is too large', async () => {
    const error = new CodedError('MODEL_TOO_LARGE', 'too large');
    const runtime = new BrittleRuntime({ load: 'cpu', error });
    await expect(verifyInRuntime(new Uint8Array(), runtime)).rejects.toBe(error);
  });

  it('reports a file that does not run, and frees it', async () => {
    const runtime = new BrittleRuntime({ invoke: true });
    await expect(verifyInRuntime(new Uint8Array(), runtime)).rejects.toMatchObject({
      code: 'RUNTIME_REFUSED',
    });
    expect(runtime.closed).toBe(1);
  });
});
