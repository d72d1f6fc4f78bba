import { int32, table } from '@flotilla/flatbuffer';
import { TensorType } from '../tensor-type';
import { ActivationFunctionType, Padding } from './enumerations';

// Options of convolutions and pooling.

export const Conv2DOptions = table('Conv2DOptions', {
  padding: Padding,
  strideW: int32(),
  strideH: int32(),
  fusedActivationFunction: ActivationFunctionType,
  dilationWFactor: int32(1),
  dilationHFactor: int32(1),
  quantizedBiasType: TensorType,
});

export const Conv3DOptions = table('Conv3DOptions', {
  padding: Padding,
  strideD: int32(),
  strideW: int32(),
  strideH: int32(),
  fusedActivationFunction: ActivationFunctionType,
  dilationDFactor: int32(1),
  dilationWFactor: int32(1),
  dilationHFactor: int32(1),
});

export const Pool2DOptions = table('Pool2DOptions', {
  padding: Padding,
  strideW: int32(),
  strideH: int32(),
  filterWidth: int32(),
  filterHeight: int32(),
  fusedActivationFunction: ActivationFunctionType,
});

export const DepthwiseConv2DOptions = table('DepthwiseConv2DOptions', {
  padding: Padding,
  strideW: int32(),
  strideH: int32(),
  depthMultiplier: int32(),
  fusedActivationFunction: ActivationFunctionType,
  dilationWFactor: int32(1),
  dilationHFactor: int32(1),
});

export const TransposeConvOptions = table('TransposeConvOptions', {
  padding: Padding,
  strideW: int32(),
  strideH: int32(),
  fusedActivationFunction: ActivationFunctionType,
  quantizedBiasType: TensorType,
});

export const DilateOptions = table('DilateOptions', {});
