import type { Slot } from '@flotilla/device';
import type { Logger } from '../log';

/** Tells what answers inferences of a model from now on; null is nothing. */
export function logServing(log: Logger, model: string, slot: Slot | null): void {
  if (slot === null) log.info({ model }, 'no variant is running');
  else {
    const { variant, delegate } = slot;
    log.info({ model, variantId: variant.variantId, delegate }, 'variant is running');
  }
}
