import type { Model } from '@flotilla/tflite';
import type { Calibration } from '../calibrate/calibrate';
import { type FirstLook, improved, type Improved } from './improve';
import type { Variant } from './variant';

/** What does not hang on the recipe, so that one recipe after the other can be tried for a model. */
export class SearchMemory {
  look: FirstLook | undefined;
  /** By the model that was calibrated. */
  readonly calibrations = new Map<Model, Calibration>();
  readonly #variants = new Map<Variant, Improved>();

  variant(look: FirstLook, variant: Variant): Improved {
    const made = this.#variants.get(variant) ?? improved(look, variant);
    this.#variants.set(variant, made);
    return made;
  }
}
