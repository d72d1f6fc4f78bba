import * as fc from 'fast-check';
import { desiredModel, desiredVariant, digestOf } from '../../test/desired-state';
import {
  accept,
  activeDigest,
  capabilities,
  done,
  failed,
  fashion,
  installed,
  roundTrip,
  run,
  started,
  upgrading,
} from '../../test/updates';
import { beginUpdate } from './begin-update';
import { emptyJournal, modelJournal } from './journal';
import { nextStep } from './next-step';
import { recover } from './recovery';
import { remainingSteps } from './remaining-steps';
import { readTarget } from './target';
import { type StepResult, transition, transitionLimit } from './transition';

describe('remainingSteps()', () => {
  it('lists every step to the target', () => {
    const target = readTarget(desiredModel());
    if (!target) throw new Error('unreadable');
    const steps = remainingSteps(
      beginUpdate(modelJournal(emptyJournal, 'fashion'), target, capabilities),
    );
    expect(steps.map((step) => step.kind)).toEqual([
      'download',
      'verify',
      'download',
      'verify',
      'load',
      'self-test',
      'switch',
      'observe',
      'report',
      'cleanup',
    ]);
    expect(steps.at(-1)).toEqual({ kind: 'cleanup', keep: [digestOf('a'), digestOf('0')] });
  });

  it('downloads nothing for what is already active', () => {
    const target = readTarget(desiredModel({ attempt: 7 }));
    if (!target) throw new Error('unreadable');
    const steps = remainingSteps(beginUpdate(installed(), target, capabilities));
    expect(steps.map((step) => step.kind)).toEqual(['report', 'cleanup']);
    expect(steps[0]).toMatchObject({
      outcome: { state: 'already-installed', delegate: 'xnnpack' },
    });
  });

  it('skips the golden samples where there are none', () => {
    const variants = [desiredVariant('a', { goldenDigest: '', goldenSizeBytes: 0n })];
    const target = readTarget(desiredModel({ variants }));
    if (!target) throw new Error('unreadable');
    const steps = remainingSteps(
      beginUpdate(modelJournal(emptyJournal, 'fashion'), target, capabilities),
    );
    expect(steps.filter((step) => step.kind === 'download')).toHaveLength(1);
  });
});

describe('transition()', () => {
  it('commits, and keeps what ran before for the way back', () => {
    const journal = run(upgrading(), () => done);
    expect(activeDigest(journal)).toBe(digestOf('c'));
    expect(journal.previous?.variant.file.digest).toBe(digestOf('a'));
    expect(journal.settled).toMatchObject({ state: 'succeeded', variantId: 'variant-c' });
  });

  it('falls to the next delegate, then to the next variant', () => {
    const seen: string[] = [];
    let journal = upgrading();
    for (let step = nextStep(journal); step; step = nextStep(journal)) {
      let result: StepResult = done;
      if (step.kind === 'self-test') {
        seen.push(`${step.variant.variantId} ${step.delegate}`);
        if (seen.length < 4) result = failed('SELF_TEST_FAILED');
      }
      journal = transition(journal, result);
    }
    expect(seen).toEqual([
      'variant-c xnnpack',
      'variant-c cpu',
      'variant-d xnnpack',
      'variant-d cpu',
    ]);
    expect(journal.settled).toMatchObject({
      state: 'succeeded',
      variantId: 'variant-d',
      delegate: 'cpu',
    });
  });

  it('takes a damaged file a second time, and no third', () => {
    let transfers = 0;
    const journal = run(started(), (kind) => {
      if (kind === 'download') transfers += 1;
      return kind === 'verify' ? failed('DIGEST_MISMATCH') : done;
    });
    expect(transfers).toBe(4);
    expect(journal.settled).toMatchObject({ state: 'failed', code: 'DIGEST_MISMATCH' });
    expect(journal.active).toBeNull();
  });

  it('says rolled-back when candidates were tried beside an active variant', () => {
    const journal = run(upgrading(), (kind) =>
      kind === 'self-test' ? failed('SELF_TEST_FAILED') : done,
    );
    expect(journal.settled).toMatchObject({ state: 'rolled-back', code: 'SELF_TEST_FAILED' });
    expect(activeDigest(journal)).toBe(digestOf('a'));
  });

  it('restores both slots when the switched variant fails', () => {
    const before = upgrading();
    const journal = run(before, (kind) =>
      kind === 'observe' ? failed('OBSERVATION_FAILED') : done,
    );
    expect(journal.settled).toMatchObject({ state: 'rolled-back', code: 'OBSERVATION_FAILED' });
    expect([journal.active, journal.previous]).toEqual([before.active, before.previous]);
  });

  it('settles on the active variant when the better ones fail', () => {
    const journal = fashion(
      accept({ ...emptyJournal, desiredCounter: '1', models: [installed()] }, 2n, [
        desiredModel({ attempt: 2, variants: [desiredVariant('c'), desiredVariant('a')] }),
      ]),
    );
    const ended = run(journal, (kind) => (kind === 'load' ? failed('LOAD_FAILED') : done));
    expect(ended.settled).toMatchObject({ state: 'already-installed', variantId: 'variant-a' });
    expect(ended.settled?.message).toContain('LOAD_FAILED');
  });

  it('ends whatever happens, and says truly what the device runs', () => {
    const result = fc.oneof(
      { weight: 4, arbitrary: fc.constant(done) },
      { weight: 1, arbitrary: fc.constantFrom(failed('LOAD_FAILED'), failed('DIGEST_MISMATCH')) },
    );
    const move = fc.record({ result, crash: fc.boolean() });
    fc.assert(
      fc.property(fc.boolean(), fc.infiniteStream(move), (isUpgrade, moves) => {
        const before = isUpgrade ? upgrading() : started();
        let journal = before;
        let steps = 0;
        for (const { result: answer, crash } of moves) {
          if (!journal.update) break;
          steps += 1;
          if (crash) {
            const restarted = recover(roundTrip({ ...emptyJournal, models: [journal] }));
            journal = fashion(restarted);
          } else journal = transition(journal, answer);
        }
        expect(steps).toBeLessThan(1_000);
        const settled = journal.settled;
        if (settled?.state === 'succeeded') {
          expect(journal.active?.variant.variantId).toBe(settled.variantId);
          expect(journal.active?.delegate).toBe(settled.delegate);
          if (isUpgrade) expect(journal.previous).toEqual(before.active);
        } else if (settled?.code !== 'ROLL_BACK_FAILED') {
          expect(journal.active).toEqual(before.active);
          expect(journal.previous).toEqual(before.previous);
          expect(settled?.code).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives up a loop of states', () => {
    const journal = started();
    const { update } = journal;
    if (!update) throw new Error('no update');
    const looping = { ...journal, update: { ...update, transitions: transitionLimit(update) } };
    expect(run(looping, () => done).settled).toMatchObject({ state: 'failed', code: 'STATE_LOOP' });
  });

  it('is a caller bug without an update', () => {
    expect(() => transition(modelJournal(emptyJournal, 'x'), done)).toThrow(TypeError);
  });
});
