import { bool, float32, table } from '@flotilla/flatbuffer';
import { ActivationFunctionType } from './enumerations';

// Options of element-wise arithmetic and activations.

export const AddOptions = table('AddOptions', {
  fusedActivationFunction: ActivationFunctionType,
  potScaleInt16: bool(true),
});

export const SubOptions = table('SubOptions', {
  fusedActivationFunction: ActivationFunctionType,
  potScaleInt16: bool(true),
});

export const MulOptions = table('MulOptions', {
  fusedActivationFunction: ActivationFunctionType,
});

export const DivOptions = table('DivOptions', {
  fusedActivationFunction: ActivationFunctionType,
});

export const FloorDivOptions = table('FloorDivOptions', {});

export const FloorModOptions = table('FloorModOptions', {});

export const PowOptions = table('PowOptions', {});

export const SquaredDifferenceOptions = table('SquaredDifferenceOptions', {});

export const MaximumMinimumOptions = table('MaximumMinimumOptions', {});

export const AddNOptions = table('AddNOptions', {});

export const AbsOptions = table('AbsOptions', {});

export const NegOptions = table('NegOptions', {});

export const ExpOptions = table('ExpOptions', {});

export const CosOptions = table('CosOptions', {});

export const SquareOptions = table('SquareOptions', {});

export const SignOptions = table('SignOptions', {});

export const ATan2Options = table('ATan2Options', {});

export const HardSwishOptions = table('HardSwishOptions', {});

export const LeakyReluOptions = table('LeakyReluOptions', {
  alpha: float32(),
});

export const GeluOptions = table('GeluOptions', {
  approximate: bool(),
});

export const BitwiseXorOptions = table('BitwiseXorOptions', {});

export const RightShiftOptions = table('RightShiftOptions', {});

export const BitcastOptions = table('BitcastOptions', {});
