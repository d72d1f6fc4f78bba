import { digestOf } from '../../test/desired-state';
import {
  activeDigest,
  capabilities,
  done,
  failed,
  fashion,
  installed,
  roundTrip,
  run,
  upgrading,
} from '../../test/updates';
import { emptyJournal, type ModelJournal, type UpdatePhase, updatePhases } from './journal';
import { nextStep } from './next-step';
import { recover, recoveryTable } from './recovery';
import { transition } from './transition';
import { withoutActive } from './without-active';

describe('recover()', () => {
  /** Drives an upgrade into the phase. */
  function inPhase(phase: UpdatePhase): ModelJournal {
    let journal = upgrading();
    while (journal.update && journal.update.phase !== phase) {
      const answer = phase === 'roll-back' && journal.update.phase === 'observe';
      journal = transition(journal, answer ? failed('OBSERVATION_FAILED') : done);
    }
    if (!journal.update) throw new Error(`never came to ${phase}`);
    return journal;
  }
  const restart = (journal: ModelJournal) =>
    fashion(recover(roundTrip({ ...emptyJournal, models: [journal] })));

  it.each(updatePhases)('goes on from %s as the table says', (phase) => {
    const journal = restart(inPhase(phase));
    expect(journal.update?.phase).toBe(recoveryTable[phase].to);
    const ended = run(journal, () => done);
    expect(activeDigest(ended)).toBe(digestOf(phase === 'roll-back' ? 'a' : 'c'));
  });

  it('holds a third death against the variant under trial', () => {
    let journal = inPhase('self-test');
    for (let death = 0; death < 3; death += 1) journal = restart(journal);
    expect(journal.update).toMatchObject({ phase: 'load', delegate: 1, interruptions: 0 });
    expect(journal.update?.failures.at(-1)).toMatchObject({
      code: 'INTERRUPTED',
      delegate: 'xnnpack',
    });
  });

  it('goes back when the switched variant keeps dying', () => {
    let journal = inPhase('observe');
    for (let death = 0; death < 3; death += 1) journal = restart(journal);
    expect(journal.update?.phase).toBe('roll-back');
    expect(activeDigest(run(journal, () => done))).toBe(digestOf('a'));
  });

  it('never gives up a download because the power failed', () => {
    let journal = inPhase('download-variant');
    for (let death = 0; death < 100; death += 1) journal = restart(journal);
    expect(journal.update?.phase).toBe('download-variant');
  });
});

describe('withoutActive()', () => {
  const why = { code: 'ACTIVE_UNUSABLE', message: 'the file is damaged' } as const;

  it('falls to the previous variant and says so', () => {
    const journal = withoutActive(
      run(upgrading(), () => done),
      why,
      capabilities,
    );
    expect(activeDigest(journal)).toBe(digestOf('a'));
    expect(journal.settled).toMatchObject({ state: 'rolled-back', code: 'ACTIVE_UNUSABLE' });
  });

  it('fetches the wanted variant anew where there is no previous one', () => {
    const journal = withoutActive(installed(), why, capabilities);
    expect(journal.active).toBeNull();
    expect(nextStep(journal)).toMatchObject({ kind: 'download', file: { digest: digestOf('a') } });
  });

  it('rolls back what was still being observed', () => {
    let journal = upgrading();
    while (journal.update?.phase !== 'observe') journal = transition(journal, done);
    expect(withoutActive(journal, why, capabilities).update?.phase).toBe('roll-back');
  });
});
