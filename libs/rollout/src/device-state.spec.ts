import * as fc from 'fast-check';
import { type DevicePosition, deviceStates, isFinal, moveByReport } from './device-state';

const position = fc.record<DevicePosition>({
  state: fc.constantFrom(...deviceStates),
  attempt: fc.integer({ min: 1, max: 3 }),
  version: fc.integer({ min: 1, max: 3 }),
});

describe('moveByReport()', () => {
  it('ends in one final state, except that what was committed may be rolled back', () => {
    fc.assert(
      fc.property(position, fc.array(position), (start, reports) => {
        let current = start;
        const finals = new Set<string>(isFinal(start.state) ? [start.state] : []);
        for (const report of [...reports, ...reports]) {
          const move = moveByReport(current, report);
          if (move.kind === 'ignore') continue;
          current = { ...current, state: move.state };
          if (isFinal(current.state)) finals.add(current.state);
        }
        const [first = '', ...others] = finals;
        const isCommitted = ['succeeded', 'already-installed'].includes(first);
        expect(isCommitted ? [[], ['rolled-back']] : [[]]).toContainEqual(others);
      }),
    );
  });

  it('takes a roll-back of what was committed under the same attempt and version only', () => {
    for (const state of ['succeeded', 'already-installed'] as const) {
      const current = { state, attempt: 1, version: 1 };
      const report = { state: 'rolled-back', attempt: 1, version: 1 } as const;
      expect(moveByReport(current, report)).toEqual({ kind: 'move', state: 'rolled-back' });
      expect(moveByReport(current, { ...report, attempt: 2 }).kind).toBe('ignore');
      expect(moveByReport({ ...current, state: 'rolled-back' }, current).kind).toBe('ignore');
    }
  });

  it('ignores reports of another attempt or version', () => {
    const current = { state: 'testing', attempt: 2, version: 5 } as const;
    expect(moveByReport(current, { state: 'succeeded', attempt: 1, version: 5 })).toEqual({
      kind: 'ignore',
      why: 'other-attempt',
    });
    expect(moveByReport(current, { state: 'succeeded', attempt: 2, version: 4 })).toEqual({
      kind: 'ignore',
      why: 'other-version',
    });
    expect(moveByReport(current, { state: 'downloading', attempt: 2, version: 5 })).toEqual({
      kind: 'ignore',
      why: 'not-forward',
    });
    expect(moveByReport(current, { state: 'succeeded', attempt: 2, version: 5 })).toEqual({
      kind: 'move',
      state: 'succeeded',
    });
  });
});
