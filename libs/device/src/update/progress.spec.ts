import { codecs, limits, type Progress } from '@flotilla/protocol';
import * as fc from 'fast-check';
import { desiredModel, desiredVariant } from '../../test/desired-state';
import { outcomes, reasons, targets } from '../../test/journals';
import { installed } from '../../test/updates';
import { beginUpdate } from './begin-update';
import { failureCodes } from './failure';
import { installedVariants } from './installed';
import { emptyJournal, modelJournal, type ModelJournal, parseJournal } from './journal';
import { nextStep } from './next-step';
import { progressOf, refusalProgress } from './progress';
import { readTarget } from './target';
import { transition } from './transition';
import { withoutActive } from './without-active';

const session = 1n;

function sent(journal: ModelJournal): Progress | null {
  const progress = progressOf(journal, session);
  return progress && codecs.progress.decode(codecs.progress.encode(progress));
}

const delegatesOf = (name: string) => ({ delegates: [name] });

describe('progressOf()', () => {
  it('can be sent, however a journal says that an update ended', () => {
    fc.assert(
      fc.property(outcomes, (settled) => {
        const model = { ...modelJournal(emptyJournal, settled.target.model), settled };
        const journal = parseJournal({ ...emptyJournal, models: [model] });
        expect(journal).not.toBeNull();
        expect(sent(model)).toMatchObject({ code: settled.code, state: settled.state });
      }),
    );
  });

  it('can be sent at every step of every update, whatever the steps complain of', () => {
    const result = fc.oneof(
      fc.constant({ ok: true } as const),
      fc.record({
        ok: fc.constant(false as const),
        code: fc.constantFrom(...failureCodes),
        message: reasons,
      }),
    );
    fc.assert(
      fc.property(targets, fc.array(result), (target, results) => {
        const delegate = target.variants[0]?.delegates[0] ?? 'none';
        let model = beginUpdate(modelJournal(emptyJournal, target.model), target, {
          delegates: [delegate],
        });
        for (const each of results) {
          sent(model);
          if (!nextStep(model)) break;
          model = transition(model, each);
        }
        sent(model);
        expect(parseJournal({ ...emptyJournal, models: [model] })).not.toBeNull();
        expect(installedVariants({ ...emptyJournal, models: [model] }).length).toBeLessThan(3);
      }),
    );
  });

  it('can be sent when no delegate is there of very many', () => {
    const delegates = Array.from({ length: limits.delegates }, (_, i) => `${i}`.padEnd(128, 'x'));
    const variants = [desiredVariant('a', { delegates })];
    const target = readTarget(desiredModel({ variants }));
    if (!target) throw new Error('unreadable');
    const model = beginUpdate(
      modelJournal(emptyJournal, 'fashion'),
      target,
      delegatesOf('y'.repeat(128)),
    );
    expect(sent(model)).toMatchObject({ state: 'rejected', code: 'NO_DELEGATE' });
  });

  it('can be sent when the active variant is given up with a long story', () => {
    const active = installed();
    const previous = active.active;
    const model = withoutActive(
      { ...active, previous },
      { code: 'ACTIVE_UNUSABLE', message: 'why '.repeat(10_000) },
      delegatesOf('cpu'),
    );
    const progress = sent(model);
    expect(progress).toMatchObject({ state: 'rolled-back', code: 'ACTIVE_UNUSABLE' });
    expect(progress?.message).toHaveLength(limits.messageLength);
  });
});

describe('refusalProgress()', () => {
  it('can be sent whatever the reason', () => {
    fc.assert(
      fc.property(reasons, (message) => {
        const refusal = { model: desiredModel(), code: 'UNUSABLE', message } as const;
        codecs.progress.encode(refusalProgress(refusal, session));
      }),
    );
  });
});
