/** Something about calibration data that may make ranges of them wrong. */
export interface RepresentativenessWarning {
  readonly code:
    /** Samples that hold one value throughout. */
    | 'CONSTANT_SAMPLES'
    /** A channel, or feature, that holds one value in all samples. */
    | 'CONSTANT_CHANNEL'
    | 'DUPLICATE_SAMPLES'
    /** Images whose neighbouring pixels have nothing to do with each other. */
    | 'NOISE_LIKE_INPUT'
    /** Values that the stated normalization does not give. */
    | 'NORMALIZATION_MISMATCH'
    /** The first half of the samples has another range than the second. */
    | 'HALVES_DIFFER';
  readonly message: string;
}
