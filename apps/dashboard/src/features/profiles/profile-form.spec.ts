import type { ProfileFieldsFragment } from '../../api/generated/operations';
import {
  fromProfile,
  newProfile,
  type ProfileForm,
  toInput,
  validateProfile,
} from './profile-form';

const form: ProfileForm = { ...newProfile, name: 'Board' };

const profile: ProfileFieldsFragment = {
  id: 'p1',
  name: 'Board',
  description: 'In the hall',
  architecture: 'ARM64',
  delegates: ['GPU', 'CPU'],
  schemes: ['FLOAT16', 'INT8'],
  budgets: {
    fileSizeBytes: 1000,
    latencyP90Ms: 0.5,
    peakMemoryBytes: 256 * 1024 * 1024,
    powerMilliwatts: null,
  },
  maximumAccuracyLossPoints: 0,
  isPreset: false,
  deviceCount: 0,
  revision: 3,
  updatedAt: '2026-01-01T00:00:00Z',
};

describe('fromProfile() and toInput()', () => {
  it('give back what they were given, to the byte', () => {
    const { name, description, architecture, delegates, schemes, budgets } = profile;
    expect(toInput(fromProfile(profile))).toEqual({
      ...{ name, description, architecture, delegates, schemes, budgets },
      maximumAccuracyLossPoints: 0,
    });
  });

  it('show sizes in MiB', () => {
    expect(fromProfile(profile).peakMemoryMib).toBe(256);
  });

  it('take an empty field for no limit', () => {
    expect(toInput(form).budgets).toEqual({
      fileSizeBytes: null,
      latencyP90Ms: null,
      peakMemoryBytes: null,
      powerMilliwatts: null,
    });
  });
});

describe('validateProfile()', () => {
  it('finds nothing wrong with a good profile', () => {
    expect(validateProfile(form)).toEqual({});
    expect(validateProfile(fromProfile(profile))).toEqual({});
  });

  it.each<[keyof ProfileForm, Partial<ProfileForm>]>([
    ['name', { name: '  ' }],
    ['name', { name: 'x'.repeat(81) }],
    ['description', { description: 'x'.repeat(501) }],
    ['delegates', { delegates: [] }],
    ['schemes', { schemes: ['INT8', 'INT8'] }],
    ['fileSizeMib', { fileSizeMib: 0 }],
    ['latencyP90Ms', { latencyP90Ms: -1 }],
    ['peakMemoryMib', { peakMemoryMib: '-' }],
    ['powerMilliwatts', { powerMilliwatts: 0 }],
    ['maximumAccuracyLossPoints', { maximumAccuracyLossPoints: '' }],
    ['maximumAccuracyLossPoints', { maximumAccuracyLossPoints: 100.1 }],
  ])('puts a fault beside %s when it is %j', (field, change) => {
    expect(Object.keys(validateProfile({ ...form, ...change }))).toEqual([field]);
  });
});
