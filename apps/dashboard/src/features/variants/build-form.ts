import type { BuildChoicesQuery, BuildVariantsInput } from '../../api/generated/operations';

export interface BuildForm {
  readonly profileIds: string[];
  readonly calibrationDatasetId: string | null;
  readonly evaluationDatasetId: string | null;
}

type Profile = BuildChoicesQuery['hardwareProfiles']['edges'][number]['node'];
type Dataset = BuildChoicesQuery['datasets']['edges'][number]['node'];

/** The newest usable dataset of each role is a good first guess. */
export function firstGuess(datasets: readonly Dataset[]): BuildForm {
  const newest = (role: Dataset['role']) =>
    datasets.find((each) => each.role === role && each.state === 'READY')?.id ?? null;
  return {
    profileIds: [],
    calibrationDatasetId: newest('CALIBRATION'),
    evaluationDatasetId: newest('EVALUATION'),
  };
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
