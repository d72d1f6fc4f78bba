import { firstGuess, validateBuild } from './build-form';

const datasets = [
  { id: 'd1', name: 'new', role: 'CALIBRATION', state: 'CHECKING', sampleCount: null },
  { id: 'd2', name: 'old', role: 'CALIBRATION', state: 'READY', sampleCount: 500 },
  { id: 'd3', name: 'test', role: 'EVALUATION', state: 'READY', sampleCount: 1000 },
] as const;

const profiles = [
  { id: 'p1', name: 'board', schemes: ['FLOAT16', 'INT8'] },
  { id: 'p2', name: 'phone', schemes: ['FLOAT16'] },
] as const;

it('firstGuess() takes the newest dataset that is ready', () => {
  expect(firstGuess(datasets)).toEqual({
    profileIds: [],
    calibrationDatasetId: 'd2',
    evaluationDatasetId: 'd3',
  });
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
