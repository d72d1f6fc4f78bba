/** A scheme under test: how each side is asked for it, and what it is measured against. */
export interface BenchScheme {
  readonly name: string;
  /** Value of our `--scheme`. */
  readonly ours: string;
  /** A function of `litert_quantizer.recipe`, or `float16`, which `peer/quantize.py` composes. */
  readonly peer: string;
  readonly calibrated: boolean;
  /** Runtimes whose kernels it is for; 4-bit weights came after TensorFlow Lite 2.9. */
  readonly targets: readonly TargetRuntime[];
  /** Activations are integers too, so that every float operator is one that was left behind. */
  readonly integer: boolean;
}

export type TargetRuntime = '2.9' | '2.3';

const BOTH: readonly TargetRuntime[] = ['2.9', '2.3'];

/** 8-bit weights with float activations: what a scheme with such weights cannot exceed without better weights. */
export const FLOOR_SCHEME: BenchScheme = {
  name: 'weight-only-int8',
  ours: 'weight-only-int8',
  peer: 'weight_only_wi8_afp32',
  calibrated: false,
  targets: BOTH,
  integer: false,
};

export const BENCH_SCHEMES: readonly BenchScheme[] = [
  {
    name: 'float16',
    ours: 'float16',
    peer: 'float16',
    calibrated: false,
    targets: BOTH,
    integer: false,
  },
  {
    name: 'dynamic',
    ours: 'dynamic',
    peer: 'dynamic_wi8_afp32',
    calibrated: false,
    targets: BOTH,
    integer: false,
  },
  {
    name: 'int8',
    ours: 'int8',
    peer: 'static_wi8_ai8',
    calibrated: true,
    targets: BOTH,
    integer: true,
  },
  {
    name: '16x8',
    ours: '16x8',
    peer: 'static_wi8_ai16',
    calibrated: true,
    targets: BOTH,
    integer: true,
  },
  FLOOR_SCHEME,
  {
    name: 'dynamic-int4',
    ours: 'dynamic-int4',
    peer: 'dynamic_wi4_afp32',
    calibrated: false,
    targets: ['2.3'],
    integer: false,
  },
  {
    name: 'weight-only-int4',
    ours: 'weight-only-int4',
    peer: 'weight_only_wi4_afp32',
    calibrated: false,
    targets: ['2.3'],
    integer: false,
  },
];

/** Schemes whose `--effort best` has a bar of its own. */
export const BEST_EFFORT_SCHEMES: readonly string[] = ['int8', '16x8'];
