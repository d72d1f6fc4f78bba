import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Bus } from '@flotilla/bus';
import { ModelVersionState, type RolloutDeviceState } from '@flotilla/database';
import { assignStages } from '@flotilla/rollout';
import type { Connection } from '../../api/connection';
import { Idempotency } from '../../api/idempotency';
import type { PageArguments } from '../../api/page';
import { pageOf } from '../../api/pagination';
import { watch } from '../../api/watch';
import { ApiError, notFound } from '../../errors';
import { BUS } from '../../injection/tokens';
import { ModelVersionsService } from '../../models/model-versions.service';
import { ProfilesService } from '../../profiles/profiles.service';
import { RolloutChanges } from '../engine/rollout-changes';
import { RolloutEngine } from '../engine/rollout-engine';
import { RolloutTransitions, type Transition } from '../engine/rollout-transitions';
import { rolloutPlanSchema, type RolloutPlan } from '../storage/rollout-plan';
import { type RolloutFilter, RolloutsRepository } from '../storage/rollouts.repository';
import type { Rollout } from './rollout';
import type { RolloutDevice } from './rollout-device';
import type { ChangeRolloutInput, StartRolloutInput } from './rollout-inputs';
import { rolloutDeviceOf, rolloutOf, stageOf } from './rollout-mapping';
import type { RolloutStage } from './rollout-stage';

@Injectable()
export class RolloutsService {
  constructor(
    @Inject(BUS) private readonly bus: Bus,
    private readonly repository: RolloutsRepository,
    private readonly modelVersions: ModelVersionsService,
    private readonly profiles: ProfilesService,
    private readonly engine: RolloutEngine,
    private readonly transitions: RolloutTransitions,
    private readonly changes: RolloutChanges,
    private readonly idempotency: Idempotency,
  ) {}

  async find(organisationId: string, id: string): Promise<Rollout | null> {
    const row = await this.repository.find(organisationId, id);
    return row === null ? null : rolloutOf(row);
  }

  async list(
    organisationId: string,
    page: PageArguments & RolloutFilter,
  ): Promise<Connection<Rollout>> {
    return pageOf(page, {
      rows: (window) => this.repository.page(organisationId, page, window),
      count: () => this.repository.count(organisationId, page),
      keyOf: ({ id }) => id,
      nodeOf: rolloutOf,
    });
  }

  async listStages(organisationId: string, id: string): Promise<readonly RolloutStage[]> {
    const [stages, counts] = await Promise.all([
      this.repository.stages(organisationId, id),
      this.repository.deviceCounts(organisationId, id),
    ]);
    return stages.map((stage) => stageOf(stage, counts));
  }

  async listDevices(
    organisationId: string,
    id: string,
    { state = null, ...page }: PageArguments & { readonly state?: RolloutDeviceState | null },
  ): Promise<Connection<RolloutDevice>> {
    return pageOf(page, {
      rows: (window) => this.repository.devicePage(organisationId, id, state, window),
      count: () => this.repository.countDevices(organisationId, id, state),
      keyOf: ({ deviceId }) => deviceId,
      nodeOf: rolloutDeviceOf,
    });
  }

  /** @throws ApiError `NOT_FOUND`, `STATE_CONFLICT`; ZodError for values out of range */
  async start(organisationId: string, input: StartRolloutInput): Promise<Rollout> {
    const plan = planOf(input);
    await this.requireReady(organisationId, input.modelVersionId);
    for (const id of plan.selector.profileIds) await this.profiles.get(organisationId, id);
    const id = await this.idempotency.once(
      organisationId,
      'startRollout',
      input,
      async (transaction) => {
        const devices = await this.repository.selectDevices(
          organisationId,
          plan.selector.profileIds,
        );
        if (devices.length === 0)
          throw new ApiError(
            'STATE_CONFLICT',
            'the selector means no device; enrol devices with a profile first',
          );
        const salt = randomUUID();
        const stages = assignStages(
          devices,
          salt,
          plan.stages.map(({ percentage }) => percentage),
        );
        const row = { organisationId, salt, modelVersionId: input.modelVersionId };
        return this.repository.create(transaction, row, plan, stages);
      },
    );
    this.engine.wake({ organisationId, id });
    return this.get(organisationId, id);
  }

  async pause(organisationId: string, input: ChangeRolloutInput): Promise<Rollout> {
    return this.change(organisationId, 'pauseRollout', input, this.transitions.pause);
  }

  async resume(organisationId: string, input: ChangeRolloutInput): Promise<Rollout> {
    return this.change(organisationId, 'resumeRollout', input, this.transitions.resume);
  }

  async abort(organisationId: string, input: ChangeRolloutInput): Promise<Rollout> {
    return this.change(organisationId, 'abortRollout', input, this.transitions.abort);
  }

  /** Its first reading throws ApiError `NOT_FOUND`. */
  watch(organisationId: string, id: string): AsyncIterableIterator<Rollout> {
    return watch<Rollout>({
      bus: this.bus,
      subject: 'changed.rollout',
      organisationId,
      versionOf: ({ progressVersion }) => progressVersion,
      read: async (changedId) => {
        if (changedId !== null && changedId !== id) return [];
        return [await this.get(organisationId, id)];
      },
    });
  }

  private async change(
    organisationId: string,
    operation: string,
    input: ChangeRolloutInput,
    transition: Transition,
  ): Promise<Rollout> {
    await this.idempotency.once(organisationId, operation, input, async (transaction) => {
      const rollout = await this.repository.find(organisationId, input.id);
      if (rollout === null) throw notFound('rollout', input.id);
      if (input.expectedVersion != null && input.expectedVersion !== rollout.version)
        throw new ApiError(
          'VERSION_CONFLICT',
          `the rollout is at version ${rollout.version}, not ${input.expectedVersion}; look at it again`,
        );
      await transition(transaction, rollout);
      return input.id;
    });
    await this.changes.announce(organisationId, input.id);
    this.engine.wake({ organisationId, id: input.id });
    return this.get(organisationId, input.id);
  }

  private async get(organisationId: string, id: string): Promise<Rollout> {
    const found = await this.find(organisationId, id);
    if (found === null) throw notFound('rollout', id);
    return found;
  }

  private async requireReady(organisationId: string, modelVersionId: string): Promise<void> {
    const { state } = await this.modelVersions.get(organisationId, modelVersionId);
    if (state !== ModelVersionState.READY)
      throw new ApiError(
        'STATE_CONFLICT',
        `the model version is ${state}; only a READY one can be rolled out`,
      );
  }
}

/** Nulls of GraphQL mean "the default" here, like absent values. */
function planOf({ name, stages, selector, gates }: StartRolloutInput): RolloutPlan {
  return rolloutPlanSchema.parse({
    name,
    stages,
    selector: { profileIds: [...new Set(selector?.profileIds ?? [])] },
    gates: { ...gates },
  });
}
