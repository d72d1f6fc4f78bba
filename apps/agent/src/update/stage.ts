import type { Slot } from '@flotilla/device';
import type { Interpreter } from '@flotilla/evaluation';
import { stepError } from '../errors';

type Trial = Pick<Slot, 'variant' | 'delegate'>;

/** Where a candidate stands between being loaded and taking over. Only in memory: a restart loads it again. */
export class Stage {
  private held: { readonly trial: Trial; readonly interpreter: Interpreter } | null = null;

  async put(trial: Trial, interpreter: Interpreter): Promise<void> {
    await this.clear();
    this.held = { trial, interpreter };
  }

  /** @throws CodedError `LOAD_FAILED` when another candidate stands here */
  peek({ variant, delegate }: Trial): Interpreter {
    const { held } = this;
    const isHeld =
      held?.trial.variant.file.digest === variant.file.digest && held.trial.delegate === delegate;
    if (!held || !isHeld) throw stepError('LOAD_FAILED', `${variant.variantId} is not loaded`);
    return held.interpreter;
  }

  /** Hands the interpreter over; whoever takes it closes it. */
  take(trial: Trial): Interpreter {
    const interpreter = this.peek(trial);
    this.held = null;
    return interpreter;
  }

  async clear(): Promise<void> {
    const { held } = this;
    this.held = null;
    await held?.interpreter.close();
  }
}
