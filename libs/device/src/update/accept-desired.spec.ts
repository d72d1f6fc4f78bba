import * as fc from 'fast-check';
import { desiredModel, desiredState, desiredVariant } from '../../test/desired-state';
import { acceptDesired, startWanted } from './accept-desired';
import { emptyJournal, type Journal, modelJournal } from './journal';
import { nextStep } from './next-step';
import { progressOf } from './progress';
import { transition } from './transition';

const context = { delegates: ['xnnpack', 'cpu'], nowMs: 1_000 };

function apply(journal: Journal, desired: ReturnType<typeof desiredState>): Journal {
  const verdict = acceptDesired(journal, desired, context);
  return verdict.kind === 'accepted' ? verdict.journal : journal;
}

/** Steps done until the model's update is in the phase, or over. */
function advance(journal: Journal, phase: string | null): Journal {
  let model = modelJournal(journal, 'fashion');
  while (model.update && model.update.phase !== phase) model = transition(model, { ok: true });
  return { ...journal, models: [model] };
}

describe('acceptDesired()', () => {
  it('follows the highest counter, however messages are doubled and reordered', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 1n, max: 50n }), { minLength: 1 }), (counters) => {
        const journal = counters.reduce(
          (current, counter) =>
            apply(
              current,
              desiredState(counter, [desiredModel({ modelVersion: Number(counter) })]),
            ),
          emptyJournal,
        );
        const highest = counters.reduce((a, b) => (a > b ? a : b));
        expect(journal.desiredCounter).toBe(highest.toString());
        expect(modelJournal(journal, 'fashion').wanted?.modelVersion).toBe(Number(highest));
      }),
    );
  });

  it('starts nothing from an expired state, whatever the clock says', () => {
    const expired = desiredState(1n, [desiredModel()], { expiresAtMs: 1_000n });
    const verdict = acceptDesired(emptyJournal, expired, context);
    expect(verdict).toMatchObject({ kind: 'rejected', refused: [{ code: 'EXPIRED' }] });
    expect(acceptDesired(emptyJournal, expired, { ...context, nowMs: 999 }).kind).toBe('accepted');
  });

  it.each([
    ['no variants', desiredModel({ variants: [] })],
    ['a digest that is a path', desiredModel({ variants: [desiredVariant('../../etc/passwd')] })],
    ['a file of no size', desiredModel({ variants: [desiredVariant('a', { sizeBytes: 0n })] })],
    [
      'a file larger than any disk',
      desiredModel({ variants: [desiredVariant('a', { sizeBytes: 2n ** 63n })] }),
    ],
    [
      'a tolerance that is no number',
      desiredModel({ variants: [desiredVariant('a', { goldenTolerance: NaN })] }),
    ],
    ['a model without a name', desiredModel({ model: '' })],
  ])('refuses %s, and serves the other models', (_, bad) => {
    const good = desiredModel({ model: 'other' });
    const verdict = acceptDesired(emptyJournal, desiredState(1n, [bad, good]), context);
    if (verdict.kind !== 'accepted') throw new Error(verdict.kind);
    expect(verdict.refused).toEqual([expect.objectContaining({ code: 'UNUSABLE', model: bad })]);
    expect(modelJournal(verdict.journal, 'other').update).not.toBeNull();
  });

  it('refuses more models than a device can serve', () => {
    const models = Array.from({ length: 65 }, (_, i) => desiredModel({ model: `m${i}` }));
    expect(acceptDesired(emptyJournal, desiredState(1n, models), context).kind).toBe('rejected');
  });

  it('rejects a target for delegates that the device lacks', () => {
    const variants = [desiredVariant('a', { delegates: ['gpu'] })];
    const journal = apply(emptyJournal, desiredState(1n, [desiredModel({ variants })]));
    expect(modelJournal(journal, 'fashion').settled).toMatchObject({
      state: 'rejected',
      code: 'NO_DELEGATE',
    });
  });

  it('goes on with the update under way when only the version moved', () => {
    const half = advance(apply(emptyJournal, desiredState(1n)), 'load');
    const journal = apply(half, desiredState(2n, [desiredModel({ version: 9 })]));
    const model = modelJournal(journal, 'fashion');
    expect(model.update).toMatchObject({ phase: 'load', serial: 1, target: { version: 9 } });
    expect(progressOf(model, 1n)).toMatchObject({ state: 'testing', version: 9 });
  });

  it('drops a download for a newer target', () => {
    const half = advance(apply(emptyJournal, desiredState(1n)), 'verify-variant');
    const journal = apply(half, desiredState(2n, [desiredModel({ attempt: 2 })]));
    expect(modelJournal(journal, 'fashion').update).toMatchObject({
      serial: 2,
      phase: 'download-variant',
      target: { attempt: 2 },
    });
  });

  it('lets a switch finish before it turns to the newer target', () => {
    const half = advance(apply(emptyJournal, desiredState(1n)), 'observe');
    const newer = desiredModel({ attempt: 2, variants: [desiredVariant('c')] });
    const journal = apply(half, desiredState(2n, [newer]));
    const settled = modelJournal(advance(journal, null), 'fashion');
    expect(settled.settled).toMatchObject({ state: 'succeeded', target: { attempt: 1 } });
    const next = startWanted(settled, context);
    expect(nextStep(next)).toMatchObject({ kind: 'download' });
    expect(next.update?.target.attempt).toBe(2);
  });

  it('reports an attempt that ended again instead of making it again', () => {
    const ended = advance(apply(emptyJournal, desiredState(1n)), null);
    const journal = apply(ended, desiredState(2n, [desiredModel({ version: 4 })]));
    const model = modelJournal(journal, 'fashion');
    expect(model.update).toBeNull();
    expect(progressOf(model, 7n)).toMatchObject({ session: 7n, state: 'succeeded', version: 4 });
  });
});
