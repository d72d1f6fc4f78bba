import './zod-without-eval';
import { type HardwareProfile, hardwareProfileSchema } from '@flotilla/profiles';
import type {
  Architecture,
  Delegate,
  HardwareProfileValues,
  ProfileFieldsFragment,
  QuantizationScheme,
} from '../../api/generated/operations';

/** What an empty number field holds. */
export type NumberField = number | string;

/** The form's values: numbers in the units that people think in. */
export interface ProfileForm {
  name: string;
  description: string;
  architecture: Architecture;
  delegates: Delegate[];
  schemes: QuantizationScheme[];
  fileSizeMib: NumberField;
  latencyP90Ms: NumberField;
  peakMemoryMib: NumberField;
  powerMilliwatts: NumberField;
  maximumAccuracyLossPoints: NumberField;
}

const mebibyte = 1024 * 1024;

export const newProfile: ProfileForm = {
  name: '',
  description: '',
  architecture: 'ANY',
  delegates: ['XNNPACK', 'CPU'],
  schemes: ['INT8'],
  fileSizeMib: '',
  latencyP90Ms: '',
  peakMemoryMib: '',
  powerMilliwatts: '',
  maximumAccuracyLossPoints: 1,
};

export function fromProfile(profile: ProfileFieldsFragment): ProfileForm {
  const { budgets } = profile;
  return {
    name: profile.name,
    description: profile.description,
    architecture: profile.architecture,
    delegates: [...profile.delegates],
    schemes: [...profile.schemes],
    fileSizeMib: budgets.fileSizeBytes === null ? '' : budgets.fileSizeBytes / mebibyte,
    latencyP90Ms: budgets.latencyP90Ms ?? '',
    peakMemoryMib: budgets.peakMemoryBytes === null ? '' : budgets.peakMemoryBytes / mebibyte,
    powerMilliwatts: budgets.powerMilliwatts ?? '',
    maximumAccuracyLossPoints: profile.maximumAccuracyLossPoints,
  };
}

/** The form as the API takes it; call it with a form that has no errors. */
export function toInput(form: ProfileForm): HardwareProfileValues {
  return {
    name: form.name.trim(),
    description: form.description.trim(),
    architecture: form.architecture,
    delegates: form.delegates,
    schemes: form.schemes,
    budgets: budgetsOf(form),
    maximumAccuracyLossPoints: Number(form.maximumAccuracyLossPoints),
  };
}

/** Faults by field, found with the very schema that the server and the optimizer use. */
export function validateProfile(form: ProfileForm): Partial<Record<keyof ProfileForm, string>> {
  const { success, error } = hardwareProfileSchema.safeParse(toSchemaValues(form));
  if (success) return {};
  const faults: Partial<Record<keyof ProfileForm, string>> = {};
  for (const { path, message } of error.issues) {
    const field = fieldOf(path);
    if (field !== null) faults[field] ??= sentences[field] ?? capitalised(message);
  }
  return faults;
}

function toSchemaValues(form: ProfileForm): Record<keyof HardwareProfile, unknown> {
  const lossPoints = form.maximumAccuracyLossPoints;
  return {
    name: form.name,
    description: form.description,
    architecture: form.architecture.toLowerCase(),
    delegates: form.delegates.map((each) => each.toLowerCase()),
    schemes: form.schemes.map((each) => each.toLowerCase()),
    budgets: budgetsOf(form),
    maximumAccuracyLossPoints: lossPoints === '' ? null : Number(lossPoints),
  };
}

function budgetsOf(form: ProfileForm): HardwareProfile['budgets'] {
  return {
    fileSizeBytes: bytesOf(form.fileSizeMib),
    latencyP90Ms: numberOf(form.latencyP90Ms),
    peakMemoryBytes: bytesOf(form.peakMemoryMib),
    powerMilliwatts: numberOf(form.powerMilliwatts),
  };
}

function numberOf(field: NumberField): number | null {
  return field === '' ? null : Number(field);
}

function bytesOf(mebibytes: NumberField): number | null {
  const value = numberOf(mebibytes);
  return value === null ? null : Math.round(value * mebibyte);
}

const budgetFields: Readonly<Record<keyof HardwareProfile['budgets'], keyof ProfileForm>> = {
  fileSizeBytes: 'fileSizeMib',
  latencyP90Ms: 'latencyP90Ms',
  peakMemoryBytes: 'peakMemoryMib',
  powerMilliwatts: 'powerMilliwatts',
};

function fieldOf([first, second]: readonly PropertyKey[]): keyof ProfileForm | null {
  if (first === 'budgets') {
    return budgetFields[second as keyof HardwareProfile['budgets']];
  }
  return first as keyof ProfileForm;
}

/** Where the schema's own words speak of units that the form does not show. */
const sentences: Partial<Record<keyof ProfileForm, string>> = {
  fileSizeMib: 'Give a size above 0 MiB, or leave it empty for no limit',
  latencyP90Ms: 'Give a time above 0 ms, or leave it empty for no limit',
  peakMemoryMib: 'Give a size above 0 MiB, or leave it empty for no limit',
  powerMilliwatts: 'Give a power above 0 mW, or leave it empty for no limit',
  maximumAccuracyLossPoints: 'Give 0 to 100 points',
};

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
