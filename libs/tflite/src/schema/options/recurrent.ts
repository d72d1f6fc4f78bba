import { bool, float32, int32, table } from '@flotilla/flatbuffer';
import { ActivationFunctionType, LSTMKernelType } from './enumerations';

// Options of recurrent layers.

export const SVDFOptions = table('SVDFOptions', {
  rank: int32(),
  fusedActivationFunction: ActivationFunctionType,
  asymmetricQuantizeInputs: bool(),
});

export const RNNOptions = table('RNNOptions', {
  fusedActivationFunction: ActivationFunctionType,
  asymmetricQuantizeInputs: bool(),
});

export const SequenceRNNOptions = table('SequenceRNNOptions', {
  timeMajor: bool(),
  fusedActivationFunction: ActivationFunctionType,
  asymmetricQuantizeInputs: bool(),
});

export const BidirectionalSequenceRNNOptions = table('BidirectionalSequenceRNNOptions', {
  timeMajor: bool(),
  fusedActivationFunction: ActivationFunctionType,
  mergeOutputs: bool(),
  asymmetricQuantizeInputs: bool(),
});

export const LSTMOptions = table('LSTMOptions', {
  fusedActivationFunction: ActivationFunctionType,
  cellClip: float32(),
  projClip: float32(),
  kernelType: LSTMKernelType,
  asymmetricQuantizeInputs: bool(),
});

export const UnidirectionalSequenceLSTMOptions = table('UnidirectionalSequenceLSTMOptions', {
  fusedActivationFunction: ActivationFunctionType,
  cellClip: float32(),
  projClip: float32(),
  timeMajor: bool(),
  asymmetricQuantizeInputs: bool(),
  diagonalRecurrentTensors: bool(),
});

export const BidirectionalSequenceLSTMOptions = table('BidirectionalSequenceLSTMOptions', {
  fusedActivationFunction: ActivationFunctionType,
  cellClip: float32(),
  projClip: float32(),
  mergeOutputs: bool(),
  timeMajor: bool(true),
  asymmetricQuantizeInputs: bool(),
});
