import { digestOf } from '../../test/desired-state';
import { activeDigest, capabilities, done, installed, run, upgrading } from '../../test/updates';
import { startWanted } from './accept-desired';
import { requestRollBack } from './request-roll-back';

describe('requestRollBack()', () => {
  it('takes the device to its previous variant, and leaves it there', () => {
    const before = run(upgrading(), () => done);
    const verdict = requestRollBack(before);
    if (!verdict.ok) throw new Error(verdict.code);
    const journal = run(verdict.journal, () => done);
    expect(activeDigest(journal)).toBe(digestOf('a'));
    expect(journal.settled).toMatchObject({ state: 'rolled-back', code: 'COMMANDED' });
    expect(startWanted(journal, capabilities).update).toBeNull();
  });

  it('refuses without a previous variant, and while an update is under way', () => {
    expect(requestRollBack(installed())).toMatchObject({ ok: false, code: 'NO_PREVIOUS' });
    expect(requestRollBack(upgrading())).toMatchObject({ ok: false, code: 'BUSY' });
  });
});
