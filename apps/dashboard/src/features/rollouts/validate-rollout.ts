import type { NumberField, RolloutForm } from './rollout-form';

type Faults = Record<string, string>;

/** Faults by the path of their field, such as `stages.1.percentage`. */
export function validateRollout(form: RolloutForm): Faults {
  return {
    ...(form.name.trim() === '' && { name: 'Give the rollout a name' }),
    ...(form.modelVersionId === null && { modelVersionId: 'Choose a model version' }),
    ...stageFaults(form.stages.map(({ percentage }) => percentage)),
    ...within(form, 'minimumCommittedPercent', 0, 100, 'Give 0 to 100 %'),
    ...within(form, 'maximumUnsuccessfulPercent', 0, 100, 'Give 0 to 100 %'),
    ...within(form, 'maximumAccuracyLossPoints', 0, 100, 'Give 0 to 100 points'),
    ...(isWholeNumber(form.minimumSampleCount)
      ? {}
      : { minimumSampleCount: 'Give a whole number, 0 or more' }),
    ...aboveZero(form, 'maximumLatencyP90Ms', 'Give a time above 0 ms, or leave it empty'),
    ...aboveZero(form, 'stageTimeoutMinutes', 'Give a time above 0 min, or leave it empty'),
  };
}

/** Stages are cumulative: each must add devices to the one before it. */
function stageFaults(percentages: readonly NumberField[]): Faults {
  const faults: Faults = {};
  percentages.forEach((percentage, index) => {
    const before = index === 0 ? 0 : Number(percentages[index - 1]);
    const value = percentage === '' ? NaN : Number(percentage);
    const path = `stages.${index}.percentage`;
    if (!(value > 0 && value <= 100)) faults[path] = 'Give a share above 0, up to 100 %';
    else if (value <= before) faults[path] = `Must be above the ${before} % of the stage before`;
  });
  return faults;
}

type NumberKey = {
  [Key in keyof RolloutForm]: NumberField extends RolloutForm[Key] ? Key : never;
}[keyof RolloutForm];

function within(
  form: RolloutForm,
  field: NumberKey,
  minimum: number,
  maximum: number,
  message: string,
): Faults {
  const value = form[field] === '' ? NaN : Number(form[field]);
  return value >= minimum && value <= maximum ? {} : { [field]: message };
}

function aboveZero(form: RolloutForm, field: NumberKey, message: string): Faults {
  return form[field] === '' || Number(form[field]) > 0 ? {} : { [field]: message };
}

function isWholeNumber(field: NumberField): boolean {
  return field !== '' && Number.isInteger(Number(field)) && Number(field) >= 0;
}
