import * as fc from 'fast-check';
import { assignStages } from './stage-assignment';

const ids = fc.uniqueArray(fc.uuid(), { maxLength: 200 });

describe('assignStages()', () => {
  it('gives each stage its share, rounded up, and every device at 100 %', () => {
    fc.assert(
      fc.property(ids, fc.string(), (deviceIds, salt) => {
        const stages = assignStages(deviceIds, salt, [10, 50, 100]);
        expect(stages.size).toBe(deviceIds.length);
        const first = [...stages.values()].filter((stage) => stage === 0).length;
        expect(first).toBe(Math.ceil(deviceIds.length / 10));
      }),
    );
  });

  it('does not depend on the order in which devices come', () => {
    fc.assert(
      fc.property(ids, fc.string(), (deviceIds, salt) => {
        const forwards = assignStages(deviceIds, salt, [30, 100]);
        const backwards = assignStages([...deviceIds].reverse(), salt, [30, 100]);
        expect(new Map([...backwards].sort())).toEqual(new Map([...forwards].sort()));
      }),
    );
  });

  it('puts other devices first under another salt', () => {
    const devices = Array.from({ length: 1000 }, (_, index) => `device-${index}`);
    const firstOf = (salt: string) =>
      new Set(
        [...assignStages(devices, salt, [10, 100])]
          .filter(([, stage]) => stage === 0)
          .map(([id]) => id),
      );
    const [a, b] = [firstOf('a'), firstOf('b')];
    const shared = [...a].filter((id) => b.has(id)).length;
    expect(shared).toBeLessThan(30);
  });

  it.each([[[]], [[0, 100]], [[50, 50]], [[60, 30]], [[101]], [[Number.NaN]]])(
    'refuses %p',
    (percentages) => {
      expect(() => assignStages(['a'], 's', percentages)).toThrow(RangeError);
    },
  );
});
