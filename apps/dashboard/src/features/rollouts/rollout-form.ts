import type { StartRolloutInput } from '../../api/generated/operations';

/** What an empty number field holds. */
export type NumberField = number | string;

/** The form's values: shares in percent and times in minutes, as people think of them. */
export interface RolloutForm {
  name: string;
  modelVersionId: string | null;
  /** Empty for every device that has a profile. */
  profileIds: string[];
  stages: { key: string; percentage: NumberField }[];
  minimumCommittedPercent: NumberField;
  maximumUnsuccessfulPercent: NumberField;
  minimumSampleCount: NumberField;
  maximumAccuracyLossPoints: NumberField;
  maximumLatencyP90Ms: NumberField;
  stageTimeoutMinutes: NumberField;
}

/** A cautious rollout, with the gates that the API itself has as defaults. */
export const newRollout: RolloutForm = {
  name: '',
  modelVersionId: null,
  profileIds: [],
  stages: [10, 50, 100].map((percentage) => ({ key: String(percentage), percentage })),
  minimumCommittedPercent: 90,
  maximumUnsuccessfulPercent: 10,
  minimumSampleCount: 100,
  maximumAccuracyLossPoints: 2,
  maximumLatencyP90Ms: '',
  stageTimeoutMinutes: '',
};

const minuteMs = 60_000;

/** The form as the API takes it; call it with a form that has no errors. */
export function toRolloutInput(form: RolloutForm): Omit<StartRolloutInput, 'idempotencyKey'> {
  return {
    name: form.name.trim(),
    modelVersionId: form.modelVersionId ?? '',
    selector: { profileIds: form.profileIds },
    stages: form.stages.map(({ percentage }) => ({ percentage: Number(percentage) })),
    gates: {
      minimumCommittedShare: Number(form.minimumCommittedPercent) / 100,
      maximumUnsuccessfulShare: Number(form.maximumUnsuccessfulPercent) / 100,
      minimumSampleCount: Number(form.minimumSampleCount),
      maximumAccuracyLossPoints: Number(form.maximumAccuracyLossPoints),
      maximumLatencyP90Ms: numberOf(form.maximumLatencyP90Ms),
      stageTimeoutMs:
        form.stageTimeoutMinutes === '' ? null : Number(form.stageTimeoutMinutes) * minuteMs,
    },
  };
}

function numberOf(field: NumberField): number | null {
  return field === '' ? null : Number(field);
}
