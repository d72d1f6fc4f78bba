import { type HardwareProfile, hardwareProfileSchema } from './hardware-profile';

const mebibyte = 1024 * 1024;

/** Starting points that a new installation offers; each may be edited like any other profile. */
export const presets: readonly HardwareProfile[] = [
  {
    name: 'arm64 CPU, XNNPACK int8',
    description: 'Raspberry Pi 4 and 5, phones: 64-bit Arm cores, full-integer arithmetic',
    architecture: 'arm64' as const,
    delegates: ['xnnpack' as const, 'cpu' as const],
    schemes: ['int8' as const],
    budgets: { fileSizeBytes: 16 * mebibyte, latencyP90Ms: 50 },
    maximumAccuracyLossPoints: 1,
  },
  {
    name: 'GPU, float16',
    description: 'Jetson, Adreno, Mali, Apple GPUs: half-precision weights and arithmetic',
    architecture: 'any' as const,
    delegates: ['gpu' as const, 'xnnpack' as const],
    schemes: ['float16' as const],
    budgets: { fileSizeBytes: 64 * mebibyte, latencyP90Ms: 50 },
    maximumAccuracyLossPoints: 0.1,
  },
  {
    name: 'Low memory, dynamic range',
    description: 'Little storage and no representative dataset: 8-bit weights, float activations',
    architecture: 'any' as const,
    delegates: ['xnnpack' as const, 'cpu' as const],
    schemes: ['dynamic' as const],
    budgets: { fileSizeBytes: 8 * mebibyte, peakMemoryBytes: 256 * mebibyte },
    maximumAccuracyLossPoints: 0.5,
  },
].map((preset) => hardwareProfileSchema.parse(preset));
