import { datasetChoices, firstGuess, validateBuild } from './build-form';

const inputs = [{ shape: [-1, 28, 28, 1] }];

const checked = { state: 'READY', sampleCount: 500, sampleShape: [28, 28, 1] } as const;
const unread = { sampleCount: null, sampleShape: null } as const;
const datasets = [
  { id: 'd0', name: 'broken', role: 'CALIBRATION', state: 'REJECTED', ...unread },
  { id: 'd1', name: 'new', role: 'CALIBRATION', state: 'CHECKING', ...unread },
  { ...checked, id: 'd2', name: 'of another model', role: 'CALIBRATION', sampleShape: [32, 32, 3] },
  { ...checked, id: 'd3', name: 'old', role: 'CALIBRATION' },
  { ...checked, id: 'd4', name: 'test', role: 'EVALUATION', sampleCount: 1000 },
] as const;

const profiles = [
  { id: 'p1', name: 'board', schemes: ['FLOAT16', 'INT8'] },
  { id: 'p2', name: 'phone', schemes: ['FLOAT16'] },
] as const;

it('firstGuess() takes the newest dataset that is ready and fits the model', () => {
  expect(firstGuess(datasets, inputs)).toEqual({
    profileIds: [],
    calibrationDatasetId: 'd3',
    evaluationDatasetId: 'd4',
  });
});

it('datasetChoices() shows what is ready, and why some of it cannot be chosen', () => {
  expect(datasetChoices(datasets, inputs, 'CALIBRATION')).toEqual([
    {
      value: 'd2',
      label: 'of another model (samples are 32 × 32 × 3, the model takes 28 × 28 × 1)',
      disabled: true,
    },
    { value: 'd3', label: 'old (500 samples)', disabled: false },
  ]);
});

describe('validateBuild()', () => {
  const form = { profileIds: ['p2'], calibrationDatasetId: null, evaluationDatasetId: 'd3' };

  it('wants calibration data for int8 alone', () => {
    expect(validateBuild(form, profiles)).toEqual({});
    expect(Object.keys(validateBuild({ ...form, profileIds: ['p1'] }, profiles))).toEqual([
      'calibrationDatasetId',
    ]);
  });

  it('wants a profile and evaluation data', () => {
    const empty = { profileIds: [], calibrationDatasetId: null, evaluationDatasetId: null };
    expect(Object.keys(validateBuild(empty, profiles)).sort()).toEqual([
      'evaluationDatasetId',
      'profileIds',
    ]);
  });
});
