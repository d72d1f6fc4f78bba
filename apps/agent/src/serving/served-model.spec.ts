import type { Slot } from '@flotilla/device';
import type { Interpreter } from '@flotilla/evaluation';
import { ServedModel } from './served-model';

const slot = (letter: string): Slot => ({
  modelVersion: 1,
  delegate: 'cpu',
  variant: {
    variantId: letter,
    file: { digest: letter.repeat(64), sizeBytes: 1 },
    delegates: ['cpu'],
    golden: null,
  },
});

/** An interpreter whose invocations end when told to, and that refuses to run once closed. */
class HeldInterpreter implements Interpreter {
  readonly inputs = [];
  readonly outputs = [];
  isClosed = false;
  private release: (() => void)[] = [];

  async invoke(): Promise<Uint8Array[]> {
    this.requireOpen();
    await new Promise<void>((resolve) => this.release.push(resolve));
    this.requireOpen();
    return [];
  }

  private requireOpen(): void {
    if (this.isClosed) throw new Error('closed');
  }

  finish(): void {
    this.release.splice(0).forEach((each) => {
      each();
    });
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

const prepare = () => ({ inputs: [] });

describe('ServedModel', () => {
  it('lets invocations end on the interpreter on which they began', async () => {
    const served = new ServedModel();
    const [old, next] = [new HeldInterpreter(), new HeldInterpreter()];
    await served.swap({ slot: slot('a'), interpreter: old, normalizations: [] });
    const underWay = served.invoke(prepare);
    await served.swap({ slot: slot('b'), interpreter: next, normalizations: [] });
    await served.settle();
    expect(old.isClosed).toBe(false);
    const after = served.invoke(prepare);
    old.finish();
    next.finish();
    expect((await underWay).loaded.slot.variant.variantId).toBe('a');
    expect((await after).loaded.slot.variant.variantId).toBe('b');
    expect([old.isClosed, next.isClosed]).toEqual([true, false]);
  });

  it('goes back without loading while the predecessor is at hand', async () => {
    const served = new ServedModel();
    const [old, next] = [new HeldInterpreter(), new HeldInterpreter()];
    await served.swap({ slot: slot('a'), interpreter: old, normalizations: [] });
    await served.swap({ slot: slot('b'), interpreter: next, normalizations: [] });
    expect(await served.swapBack(slot('c'))).toBe(false);
    expect(await served.swapBack(slot('a'))).toBe(true);
    expect(served.serves(slot('a'))).toBe(true);
    expect([old.isClosed, next.isClosed]).toEqual([false, true]);
  });

  it('holds no more than two', async () => {
    const served = new ServedModel();
    const all = ['a', 'b', 'c'].map((letter) => ({
      slot: slot(letter),
      interpreter: new HeldInterpreter(),
      normalizations: [],
    }));
    for (const each of all) await served.swap(each);
    expect(all.map(({ interpreter }) => interpreter.isClosed)).toEqual([true, false, false]);
    await served.close();
    expect(all.every(({ interpreter }) => interpreter.isClosed)).toBe(true);
  });
});
