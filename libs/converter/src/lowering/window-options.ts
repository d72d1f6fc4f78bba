import type { Window2d } from '../layers/window2d';

/** The fields that the options tables of convolutions and pooling share. */
export function windowOptions(window: Window2d): {
  padding: 'SAME' | 'VALID';
  strideH: number;
  strideW: number;
} {
  const [strideH, strideW] = window.strides;
  return { padding: window.padding === 'same' ? 'SAME' : 'VALID', strideH, strideW };
}

export function dilationOptions(window: Window2d): {
  dilationHFactor: number;
  dilationWFactor: number;
} {
  const [dilationHFactor, dilationWFactor] = window.dilation;
  return { dilationHFactor, dilationWFactor };
}
