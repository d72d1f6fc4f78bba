import type { Rows } from '@flotilla/database';
import { type HardwareProfile as ProfileValues, hardwareProfileSchema } from '@flotilla/profiles';
import type { HardwareProfile } from './hardware-profile';

/** A profile's values as columns. */
export function columnsOf(values: ProfileValues) {
  const { budgets, ...rest } = values;
  return {
    ...rest,
    latencyP90Ms: budgets.latencyP90Ms,
    powerMilliwatts: budgets.powerMilliwatts,
    fileSizeBytes: budgets.fileSizeBytes === null ? null : BigInt(budgets.fileSizeBytes),
    peakMemoryBytes: budgets.peakMemoryBytes === null ? null : BigInt(budgets.peakMemoryBytes),
  };
}

/** A row's values as the optimizer takes them. */
export function valuesOf(row: Rows.HardwareProfile): ProfileValues {
  return hardwareProfileSchema.parse({
    name: row.name,
    description: row.description,
    architecture: row.architecture,
    delegates: row.delegates,
    schemes: row.schemes,
    budgets: {
      fileSizeBytes: row.fileSizeBytes === null ? null : Number(row.fileSizeBytes),
      latencyP90Ms: row.latencyP90Ms,
      peakMemoryBytes: row.peakMemoryBytes === null ? null : Number(row.peakMemoryBytes),
      powerMilliwatts: row.powerMilliwatts,
    },
    maximumAccuracyLossPoints: row.maximumAccuracyLossPoints,
  });
}

export function profileOf(row: Rows.HardwareProfile): HardwareProfile {
  const { id, revision, isPreset, createdAt, updatedAt } = row;
  return { id, revision, isPreset, createdAt, updatedAt, ...valuesOf(row) };
}
