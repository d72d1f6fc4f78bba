/** What the quantizer is held to, against LiteRT Quantizer 0.11.0 and by itself. */
export const BARS = {
  /** dB; of any output in any scheme. */
  leastGainDb: -0.3,
  /** dB; over all outputs of all models, by scheme. */
  medianGainDb: { int8: 4, '16x8': 4 },
  bestEffortMedianGainDb: { int8: 7, '16x8': 8 },
  /** dB; 16x8 below 8-bit weights with float activations. */
  belowFloorDb: 1.5,
  /** % of the peer's int8 file. */
  largestFilePercent: 95,
  medianFilePercent: 90,
  /** % of the float model's weight buffers. */
  int8WeightsPercent: 26,
  /** % of the inference time of the peer's int8 file. */
  largestLatencyPercent: 105,
  medianLatencyPercent: 100,
  /** % of the wall time of the peer's whole int8 command. */
  wallPercent: 40,
  /** s of the whole command on the largest model. */
  quickSeconds: 1,
  quickSchemes: ['float16', 'dynamic'] as readonly string[],
  /** Peak memory: the larger of a share of the peer's and a fixed allowance. */
  memoryShare: 0.5,
  memoryAllowanceBytes: 200e6,
} as const;
