import * as fc from 'fast-check';
import { desiredModel, desiredState, desiredVariant, digestOf } from '../test/desired-state';
import { acceptDesired, startWanted } from './accept-desired';
import type { FailureCode } from './failure';
import {
  emptyJournal,
  type Journal,
  modelJournal,
  type ModelJournal,
  parseJournal,
  type UpdatePhase,
  updatePhases,
} from './journal';
import { nextStep } from './next-step';
import { planUpdate } from './plan-update';
import { recover, recoveryTable } from './recovery';
import { requestRollBack } from './request-roll-back';
import type { StepKind } from './step';
import { readTarget } from './target';
import { type StepResult, transition, transitionLimit } from './transition';
import { withoutActive } from './without-active';

const capabilities = { delegates: ['xnnpack', 'cpu'], nowMs: 0 };
const done: StepResult = { ok: true };
const failed = (code: FailureCode): StepResult => ({ ok: false, code, message: 'because' });

function accept(journal: Journal, ...args: Parameters<typeof desiredState>): Journal {
  const verdict = acceptDesired(journal, desiredState(...args), capabilities);
  if (verdict.kind !== 'accepted') throw new Error(verdict.kind);
  return verdict.journal;
}

const fashion = (journal: Journal): ModelJournal => modelJournal(journal, 'fashion');
const started = (): ModelJournal => fashion(accept(emptyJournal, 1n));

/** Does the steps, answering each with what `answer` says of it. */
function run(from: ModelJournal, answer: (kind: StepKind) => StepResult): ModelJournal {
  let journal = from;
  for (let step = nextStep(journal); step; step = nextStep(journal)) {
    journal = transition(journal, answer(step.kind));
  }
  return journal;
}

const installed = (): ModelJournal => run(started(), () => done);

/** Wants variants c and d on a device where a is active. */
function upgrading(): ModelJournal {
  const verdict = acceptDesired(
    { ...emptyJournal, desiredCounter: '1', models: [installed()] },
    desiredState(2n, [
      desiredModel({
        modelVersion: 2,
        attempt: 2,
        variants: [desiredVariant('c'), desiredVariant('d')],
      }),
    ]),
    capabilities,
  );
  if (verdict.kind !== 'accepted') throw new Error(verdict.kind);
  return fashion(verdict.journal);
}

const activeDigest = (journal: ModelJournal) => journal.active?.variant.file.digest;

describe('planUpdate()', () => {
  it('lists every step to the target', () => {
    const target = readTarget(desiredModel());
    if (!target) throw new Error('unreadable');
    const steps = planUpdate(modelJournal(emptyJournal, 'fashion'), target, capabilities);
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
    const steps = planUpdate(installed(), target, capabilities);
    expect(steps.map((step) => step.kind)).toEqual(['report', 'cleanup']);
    expect(steps[0]).toMatchObject({
      outcome: { state: 'already-installed', delegate: 'xnnpack' },
    });
  });

  it('skips the golden samples where there are none', () => {
    const variants = [desiredVariant('a', { goldenDigest: '', goldenSizeBytes: 0n })];
    const target = readTarget(desiredModel({ variants }));
    if (!target) throw new Error('unreadable');
    const steps = planUpdate(modelJournal(emptyJournal, 'fashion'), target, capabilities);
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

/** What a file of JSON makes of the journal. */
function roundTrip(journal: Journal): Journal {
  const parsed = parseJournal(JSON.parse(JSON.stringify(journal)));
  if (!parsed) throw new Error('not a journal');
  return parsed;
}

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
