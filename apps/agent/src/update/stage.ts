import type { Slot } from '@flotilla/device';
import { stepError } from '../errors';
import type { LoadedModel } from '../serving/served-model';

type Trial = Pick<Slot, 'variant' | 'delegate'>;

/** Where a candidate stands between being loaded and taking over. Only in memory: a restart loads it again. */
export class Stage {
  private held: { readonly trial: Trial; readonly loaded: LoadedModel } | null = null;

  async put(trial: Trial, loaded: LoadedModel): Promise<void> {
    await this.clear();
    this.held = { trial, loaded };
  }

  /** @throws CodedError `LOAD_FAILED` when another candidate stands here */
  peek({ variant, delegate }: Trial): LoadedModel {
    const { held } = this;
    const isHeld =
      held?.trial.variant.file.digest === variant.file.digest && held.trial.delegate === delegate;
    if (!held || !isHeld) throw stepError('LOAD_FAILED', `${variant.variantId} is not loaded`);
    return held.loaded;
  }

  /** Hands the interpreter over; whoever takes it closes it. */
  take(trial: Trial): LoadedModel {
    const loaded = this.peek(trial);
    this.held = null;
    return loaded;
  }

  async clear(): Promise<void> {
    const { held } = this;
    this.held = null;
    await held?.loaded.interpreter.close();
  }
}
