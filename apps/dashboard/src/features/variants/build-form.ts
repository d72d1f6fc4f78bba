import type { BuildChoicesQuery, BuildVariantsInput } from '../../api/generated/operations';
import { formatPlural } from '../../ui/format/quantities';
import { formatShape } from '../../ui/format/words';
import { fitsModel } from './fits-model';

export interface BuildForm {
  readonly profileIds: string[];
  readonly calibrationDatasetId: string | null;
  readonly evaluationDatasetId: string | null;
}

type Profile = BuildChoicesQuery['hardwareProfiles']['edges'][number]['node'];
type Dataset = BuildChoicesQuery['datasets']['edges'][number]['node'];

/** Of the model version. */
type Inputs = NonNullable<BuildChoicesQuery['modelVersion']>['inputs'];

/** The newest usable dataset of each role is a good first guess. */
export function firstGuess(datasets: readonly Dataset[], inputs: Inputs): BuildForm {
  const newest = (role: Dataset['role']) =>
    datasetChoices(datasets, inputs, role).find(({ disabled }) => !disabled)?.value ?? null;
  return {
    profileIds: [],
    calibrationDatasetId: newest('CALIBRATION'),
    evaluationDatasetId: newest('EVALUATION'),
  };
}

export interface DatasetChoice {
  readonly value: string;
  readonly label: string;
  readonly disabled: boolean;
}

/** The datasets of a role that are ready; those that do not fit the model can be seen, with the reason, and not chosen. */
export function datasetChoices(
  datasets: readonly Dataset[],
  inputs: Inputs,
  role: Dataset['role'],
): DatasetChoice[] {
  return datasets
    .filter((each) => each.role === role && each.state === 'READY')
    .map(({ id, name, sampleCount, sampleShape }) => {
      const fits = sampleShape === null || fitsModel(sampleShape, inputs);
      const remark = fits
        ? formatPlural(sampleCount ?? 0, 'sample')
        : `samples are ${formatShape(sampleShape)}, the model takes ${inputs.map(({ shape }) => formatShape(shape.slice(1))).join('; ')}`;
      return { value: id, label: `${name} (${remark})`, disabled: !fits };
    });
}

export function validateBuild(
  form: BuildForm,
  profiles: readonly Profile[],
): Partial<Record<keyof BuildForm, string>> {
  const chosen = profiles.filter(({ id }) => form.profileIds.includes(id));
  const wantsInt8 = chosen.find(({ schemes }) => schemes.includes('INT8'));
  return {
    ...(chosen.length === 0 && { profileIds: 'Choose at least one profile' }),
    ...(form.evaluationDatasetId === null && {
      evaluationDatasetId: 'Choose the data that accuracy is measured with',
    }),
    ...(wantsInt8 !== undefined &&
      form.calibrationDatasetId === null && {
        calibrationDatasetId: `“${wantsInt8.name}” asks for int8, which needs calibration data`,
      }),
  };
}

export function toBuildInput(
  modelVersionId: string,
  { profileIds, calibrationDatasetId, evaluationDatasetId }: BuildForm,
): Omit<BuildVariantsInput, 'idempotencyKey'> {
  return {
    modelVersionId,
    profileIds,
    calibrationDatasetId,
    evaluationDatasetId: evaluationDatasetId ?? '',
  };
}
