import type { Delegate } from './delegate';

/**
 * TensorFlow Lite's own kernels. The C library's default operator resolver applies no XNNPACK by itself, so that leaving
 * the delegate out is enough.
 */
export const cpuDelegate: Delegate = {
  name: 'cpu',
  create: () => undefined,
};
