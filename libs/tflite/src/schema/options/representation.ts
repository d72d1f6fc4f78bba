import { bool, float32, int32, table } from '@flotilla/flatbuffer';
import { TensorType } from '../tensor-type';

// Options of conversions between representations.

export const CastOptions = table('CastOptions', {
  inDataType: TensorType,
  outDataType: TensorType,
});

export const QuantizeOptions = table('QuantizeOptions', {});

export const DequantizeOptions = table('DequantizeOptions', {});

export const DensifyOptions = table('DensifyOptions', {});

export const FakeQuantOptions = table('FakeQuantOptions', {
  min: float32(),
  max: float32(),
  numBits: int32(),
  narrowRange: bool(),
});
