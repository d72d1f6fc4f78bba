import { previewTargets } from './preview-targets';

const profiles = [
  { id: 'p1', name: 'board', deviceCount: 2 },
  { id: 'p2', name: 'phone', deviceCount: 1 },
];
const variants = [{ id: 'v1', scheme: 'INT8', profile: { id: 'p1' } }] as const;

describe('previewTargets()', () => {
  it('says who gets what, and who is left out', () => {
    expect(previewTargets(profiles, variants, []).map(({ text }) => text)).toEqual([
      'board: 2 devices, int8 variant',
      'phone: 1 device, left out because no variant is ready',
    ]);
  });

  it('keeps to the chosen profiles', () => {
    const chosen = previewTargets(profiles, variants, ['p2']);
    expect(chosen.map(({ profileId }) => profileId)).toEqual(['p2']);
  });
});
