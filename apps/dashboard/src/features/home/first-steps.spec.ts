import type { HomeQuery } from '../../api/generated/operations';
import { firstSteps } from './first-steps';

const none = { totalCount: 0, edges: [] };
const empty: HomeQuery = {
  online: none,
  offline: none,
  enrolled: none,
  datasets: none,
  models: none,
  allRollouts: none,
  running: none,
  paused: none,
  readyVariants: none,
  latestVariants: none,
  fleetMetrics: [],
  hardwareProfiles: none,
};

describe('firstSteps()', () => {
  it('begins with a model', () => {
    expect(firstSteps(empty).find(({ done }) => !done)?.to).toBe('/models');
  });

  it('leads from a registered version to its variants', () => {
    const models = {
      totalCount: 1,
      edges: [{ node: { id: 'm', versions: { edges: [{ node: { id: 'v' } }] } } }],
    };
    const steps = firstSteps({ ...empty, models, datasets: { totalCount: 2 } });
    expect(steps.find(({ done }) => !done)?.to).toBe('/models/m/versions/v');
  });
});
