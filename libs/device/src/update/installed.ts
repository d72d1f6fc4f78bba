import type { InstalledVariant } from '@flotilla/protocol';
import type { Journal, Slot } from './journal';

/** What hello says is on this device. */
export function installedVariants(journal: Journal): InstalledVariant[] {
  return journal.models.flatMap(({ model, active, previous }) => {
    const entry = (slot: Slot | null, isActive: boolean): InstalledVariant[] =>
      slot
        ? [
            {
              model,
              variantId: slot.variant.variantId,
              digest: slot.variant.file.digest,
              delegate: slot.delegate,
              active: isActive,
            },
          ]
        : [];
    return [...entry(active, true), ...entry(previous, false)];
  });
}
