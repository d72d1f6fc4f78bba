import type { DesiredModel, DesiredState, DesiredVariant } from '@flotilla/protocol';

export const digestOf = (letter: string): string => letter.repeat(64);

export function desiredVariant(
  letter: string,
  changes: Partial<DesiredVariant> = {},
): DesiredVariant {
  return {
    variantId: `variant-${letter}`,
    digest: digestOf(letter),
    sizeBytes: 1_000n,
    delegates: ['xnnpack', 'cpu'],
    goldenDigest: digestOf('0'),
    goldenSizeBytes: 100n,
    goldenTolerance: 0.01,
    ...changes,
  };
}

export function desiredModel(changes: Partial<DesiredModel> = {}): DesiredModel {
  return {
    model: 'fashion',
    modelVersion: 1,
    rolloutId: 'rollout-1',
    attempt: 1,
    version: 1,
    variants: [desiredVariant('a'), desiredVariant('b')],
    ...changes,
  };
}

export function desiredState(
  counter: bigint,
  models: readonly DesiredModel[] = [desiredModel()],
  changes: Partial<DesiredState> = {},
): DesiredState {
  return {
    counter,
    expiresAtMs: 0n,
    cohort: 'all',
    models,
    signature: new Uint8Array(),
    ...changes,
  };
}
