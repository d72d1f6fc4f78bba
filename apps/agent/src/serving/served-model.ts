import type { Slot } from '@flotilla/device';
import type { Interpreter } from '@flotilla/evaluation';
import type { Normalization } from '@flotilla/tflite';

/** An interpreter with what the file says of its inputs. */
export interface LoadedModel {
  readonly interpreter: Interpreter;
  /** How bytes become what each input takes, where that is known. */
  readonly normalizations: readonly (Normalization | undefined)[];
}

/** A loaded model with the slot it was loaded from. */
export interface LoadedVariant extends LoadedModel {
  readonly slot: Slot;
}

/** Bytes of each input, in the interpreter's order. */
export interface Invocation {
  readonly inputs: readonly Uint8Array[];
}

interface Held extends LoadedVariant {
  slot: Slot;
  invocations: number;
  isRetired: boolean;
}

/**
 * What answers inferences for one model. Double-buffered: a successor takes over between two invocations, while those
 * under way end on the interpreter on which they began. The predecessor stays loaded until `settle`, so that going
 * back takes no loading.
 */
export class ServedModel {
  private current: Held | null = null;
  private standby: Held | null = null;

  /** What answers now; for looking at its tensors. */
  get loaded(): LoadedVariant | null {
    return this.current;
  }

  /**
   * Runs the model once.
   * @param prepare makes the inputs for the interpreter that will run, at the moment when it is known
   * @returns outputs, with the slot that really gave them and what was prepared
   * @throws what the runtime throws
   */
  async invoke<Prepared extends Invocation>(
    prepare: (loaded: LoadedVariant) => Prepared,
  ): Promise<{ outputs: Uint8Array[]; loaded: LoadedVariant; prepared: Prepared }> {
    const held = this.current;
    if (!held) throw new TypeError('nothing is loaded');
    held.invocations += 1;
    try {
      const prepared = prepare(held);
      const outputs = await held.interpreter.invoke(prepared.inputs);
      return { outputs, loaded: held, prepared };
    } finally {
      held.invocations -= 1;
      await closeIfUnused(held);
    }
  }

  /** Puts the variant in place of the present one, which is kept at hand. Null stops serving. */
  async swap(next: LoadedVariant | null): Promise<void> {
    const displaced = this.standby;
    this.standby = this.current;
    this.current = next && { ...next, invocations: 0, isRetired: false };
    if (displaced) await retire(displaced);
  }

  /** Takes back the predecessor, if it is this slot's and still at hand. */
  async swapBack(to: Slot): Promise<boolean> {
    const { standby, current } = this;
    if (!standby || !isSame(standby.slot, to)) return false;
    this.current = standby;
    this.standby = null;
    if (current) await retire(current);
    return true;
  }

  serves(slot: Slot): boolean {
    return this.current !== null && isSame(this.current.slot, slot);
  }

  /** The slot goes by a new id or version; the loaded file stays. */
  rename(slot: Slot): void {
    if (this.current) this.current.slot = slot;
  }

  /** Frees the predecessor. */
  async settle(): Promise<void> {
    const { standby } = this;
    this.standby = null;
    if (standby) await retire(standby);
  }

  async close(): Promise<void> {
    await this.swap(null);
    await this.settle();
  }
}

function isSame(a: Slot, b: Slot): boolean {
  return a.variant.file.digest === b.variant.file.digest && a.delegate === b.delegate;
}

async function retire(held: Held): Promise<void> {
  held.isRetired = true;
  await closeIfUnused(held);
}

async function closeIfUnused(held: Held): Promise<void> {
  if (held.isRetired && held.invocations === 0) await held.interpreter.close();
}
