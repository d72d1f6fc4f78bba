import { Inject, Injectable } from '@nestjs/common';
import { type Database, RolloutStageState, RolloutState, type Rows } from '@flotilla/database';
import { assertNever } from '@flotilla/foundation';
import { decideRollout, type RolloutDecision } from '@flotilla/rollout';
import { accuracyShareOf } from '../../api/measured-share';
import { DATABASE } from '../../injection/tokens';
import { deviceStateOf, gatesOf } from '../storage/rollout-columns';
import { RolloutsRepository } from '../storage/rollouts.repository';
import { evaluationSchema, type StoredEvaluation } from '../storage/stored-evaluation';
import { type RolloutEvidence, RolloutEvidenceReader } from './rollout-evidence';

/** A stage that was not looked at for longer than this was not worked on. */
const maximumTickMs = 10_000;

type Evaluated = Exclude<RolloutDecision, { kind: 'none' }>;

/** Puts what `decideRollout` says of a running rollout into the database. */
@Injectable()
export class RolloutDecisions {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly repository: RolloutsRepository,
    private readonly evidence: RolloutEvidenceReader,
  ) {}

  /** @returns whether anything changed */
  async apply(rollout: Rows.Rollout, now: Date): Promise<boolean> {
    const { organisationId, id: rolloutId, stageIndex } = rollout;
    const client = this.database.scopedTo(organisationId);
    const [stages, targets] = await Promise.all([
      this.repository.stages(organisationId, rolloutId),
      client.rolloutDevice.findMany({ where: { rolloutId, stageIndex: { lte: stageIndex } } }),
    ]);
    const stage = stages[stageIndex];
    if (stage === undefined) throw new TypeError(`rollout ${rolloutId} has no stage ${stageIndex}`);
    const evidence = await this.evidence.read(rollout, targets);
    const decision = decideRollout({
      state: 'running',
      stageIndex,
      stageCount: stages.length,
      // Only what has a limit is counted.
      stageElapsedMs: rollout.stageTimeoutMs === null ? 0 : await this.tick(stage, now),
      gates: gatesOf(rollout),
      deviceStates: targets.map(({ state }) => deviceStateOf(state)),
      evidence: evidence.variants,
    });
    if (decision.kind === 'none') return false;
    const evaluation = evaluationOf(decision, evidence, now);
    if (decision.kind === 'wait') return this.note(rollout, stage, evaluation, decision.reasons);
    return this.move(rollout, decision, evaluation, now);
  }

  /**
   * Counts the time since the last look at the stage, as far as that can be work: while no engine runs, or another
   * rollout takes long, the devices' time does not run out.
   * @returns for how long the stage has been worked on
   */
  private async tick(stage: Rows.RolloutStage, now: Date): Promise<number> {
    const sinceMs = now.getTime() - (stage.tickedAt ?? stage.startedAt ?? now).getTime();
    const addedMs = Math.min(Math.max(0, sinceMs), maximumTickMs);
    await this.database.scopedTo(stage.organisationId).rolloutStage.updateMany({
      where: { ...ofStage(stage), tickedAt: stage.tickedAt, elapsedMs: stage.elapsedMs },
      data: { tickedAt: now, elapsedMs: stage.elapsedMs + BigInt(addedMs) },
    });
    return Number(stage.elapsedMs) + addedMs;
  }

  /** Nothing moves; what is waited for is noted when it is something else than before. */
  private async note(
    rollout: Rows.Rollout,
    stage: Rows.RolloutStage,
    evaluation: StoredEvaluation,
    reasons: readonly string[],
  ): Promise<boolean> {
    const known = stage.evaluation === null ? null : evaluationSchema.parse(stage.evaluation);
    if (known !== null && isSame(known, evaluation)) return false;
    const client = this.database.scopedTo(rollout.organisationId);
    await client.rolloutStage.updateMany({ where: ofStage(stage), data: { evaluation } });
    // Not part of the compare-and-set state: people who act on what they saw are not in its way.
    await client.rollout.updateMany({
      where: { id: rollout.id, version: rollout.version },
      data: { stateReasons: [...reasons] },
    });
    return true;
  }

  private async move(
    rollout: Rows.Rollout,
    decision: Exclude<Evaluated, { kind: 'wait' }>,
    evaluation: StoredEvaluation,
    now: Date,
  ): Promise<boolean> {
    const { id: rolloutId, stageIndex: index } = rollout;
    return this.database.scopedTo(rollout.organisationId).$transaction(async (transaction) => {
      // First, because it says whether this process is the one that moves the rollout.
      if (!(await this.repository.change(transaction, rollout, changeOf(rollout, decision, now))))
        return false;
      const state = decision.kind === 'pause' ? RolloutStageState.FAILED : RolloutStageState.PASSED;
      await transaction.rolloutStage.updateMany({
        where: { rolloutId, index },
        data: { state, evaluation, finishedAt: now },
      });
      if (decision.kind === 'advance')
        await transaction.rolloutStage.updateMany({
          where: { rolloutId, index: index + 1 },
          data: { state: RolloutStageState.RUNNING, startedAt: now, tickedAt: now },
        });
      return true;
    });
  }
}

function changeOf(
  rollout: Rows.Rollout,
  decision: Exclude<Evaluated, { kind: 'wait' }>,
  now: Date,
) {
  switch (decision.kind) {
    case 'advance':
      return {
        stageIndex: rollout.stageIndex + 1,
        // Each stage is judged by what was measured while it ran, not by what let the one before it pass.
        evidenceEpoch: rollout.evidenceEpoch + 1,
        stateReasons: [],
      };
    case 'complete':
      return { state: RolloutState.COMPLETED, stateReasons: [], finishedAt: now };
    case 'pause':
      return { state: RolloutState.PAUSED, stateReasons: [...decision.reasons] };
    default:
      return assertNever(decision);
  }
}

const verdictOf = { wait: 'wait', pause: 'fail', advance: 'pass', complete: 'pass' } as const;

function evaluationOf(
  decision: Evaluated,
  { overall }: RolloutEvidence,
  now: Date,
): StoredEvaluation {
  const { committedCount, unsuccessfulCount, countedCount, findings } = decision.evaluation;
  return {
    verdict: verdictOf[decision.kind],
    reasons: 'reasons' in decision ? [...decision.reasons] : findings.map(({ reason }) => reason),
    committedCount,
    unsuccessfulCount,
    countedCount,
    accuracy: accuracyShareOf(overall),
    latencyP90Ms: overall.latency.quantile(0.9),
    evaluatedAt: now.toISOString(),
  };
}

function isSame(a: StoredEvaluation, b: StoredEvaluation): boolean {
  const told = (each: StoredEvaluation) => JSON.stringify({ ...each, evaluatedAt: '' });
  return told(a) === told(b);
}

function ofStage({ rolloutId, index }: Rows.RolloutStage) {
  return { rolloutId, index };
}
