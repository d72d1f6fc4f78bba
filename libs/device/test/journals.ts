import { limits } from '@flotilla/protocol';
import * as fc from 'fast-check';
import { failureCodes } from '../src/update/failure';
import type { Outcome } from '../src/update/journal';
import type { Target } from '../src/update/target';

/** Text up to a length, of any characters but the zero that no message may hold. */
const text = (maximum: number, minimum = 0) =>
  fc
    .string({ unit: 'binary', minLength: minimum, maxLength: maximum })
    .map((value) => value.replaceAll('\0', '0').slice(0, maximum));

const name = text(limits.nameLength, 1);
const count = fc.oneof(fc.nat(9), fc.constant(limits.attempt));
const digest = fc.string({
  unit: fc.nat(15).map((digit) => digit.toString(16)),
  minLength: 64,
  maxLength: 64,
});
const file = fc.record({ digest, sizeBytes: fc.integer({ min: 1, max: 2 ** 40 }) });

const variant = fc.record({
  variantId: text(limits.idLength, 1),
  file,
  delegates: fc.array(name, { maxLength: 3 }),
  golden: fc.option(fc.record({ file, tolerance: fc.constant(0.5) })),
});

export const targets: fc.Arbitrary<Target> = fc.record({
  model: name,
  modelVersion: count,
  rolloutId: text(limits.idLength),
  attempt: count,
  version: count,
  variants: fc.array(variant, { minLength: 1, maxLength: 3 }),
});

/** A reason of any length, with anything in it: half a character, zeros. */
export const reasons = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('because\0 of a zero', '\ud83d', 'long '.repeat(1_000), '🚢'.repeat(600)),
  fc.nat(2 * limits.messageLength).map((length) => `x${'🚢'.repeat(length / 2)}`),
);

export const outcomes: fc.Arbitrary<Outcome> = fc.record({
  target: targets,
  state: fc.constantFrom('succeeded', 'failed', 'rejected', 'rolled-back', 'already-installed'),
  variantId: text(limits.idLength),
  delegate: text(limits.nameLength),
  code: fc.constantFrom(...failureCodes, '' as const),
  message: reasons,
});
