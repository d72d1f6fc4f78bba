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
