import type { Architecture, Delegate, QuantizationScheme } from '../../api/generated/operations';
import type { Choice } from '../../ui/ordered-choice';

export const delegateChoices: readonly Choice<Delegate>[] = [
  { value: 'XNNPACK', label: 'XNNPACK', description: 'Fast kernels for CPUs: float, int8' },
  { value: 'CPU', label: 'CPU', description: 'Reference kernels: every operator, slower' },
  { value: 'GPU', label: 'GPU', description: 'OpenGL or OpenCL: float16 and float32' },
];

export const schemeChoices: readonly Choice<QuantizationScheme>[] = [
  {
    value: 'INT8',
    label: 'int8',
    description: 'Weights and activations in 8 bits, about ¼ of the size; needs calibration data',
  },
  {
    value: 'DYNAMIC',
    label: 'dynamic range',
    description: 'Weights in 8 bits, activations float, about ¼ of the size; needs no data',
  },
  {
    value: 'FLOAT16',
    label: 'float16',
    description: 'Weights in half precision, ½ of the size; hardly any loss',
  },
  { value: 'FLOAT32', label: 'float32', description: 'As trained' },
];

export const architectureChoices: readonly { value: Architecture; label: string }[] = [
  { value: 'ANY', label: 'any' },
  { value: 'ARM64', label: 'arm64' },
  { value: 'X64', label: 'x64' },
];
