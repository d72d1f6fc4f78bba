export {
  architectures,
  type Architecture,
  type Delegate,
  delegates,
  type HardwareProfile,
  hardwareProfileSchema,
  type QuantizationScheme,
  quantizationSchemes,
} from './hardware-profile';
export { chooseDelegate, type DelegateChoice } from './choose-delegate';
export { describeDifference, type RanOn } from './describe-difference';
export { type CandidateMeasurement, type CandidateVerdict, chooseVariant } from './choose-variant';
export { presets } from './presets';
