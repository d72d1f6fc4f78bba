import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { RolloutState } from '@flotilla/database';
import { connectionOf } from '../../api/connection';

@ObjectType({ description: 'When a stage has proved itself.' })
export class RolloutGates {
  @Field(() => Float, {
    description: "Share (0 to 1) of the stage's devices that must have committed.",
  })
  minimumCommittedShare!: number;

  @Field(() => Float, {
    description: 'More than this share (0 to 1) of unsuccessful devices pauses the rollout.',
  })
  maximumUnsuccessfulShare!: number;

  @Field(() => Int, {
    description: 'Labelled inferences, and latency samples, that each variant must show.',
  })
  minimumSampleCount!: number;

  @Field(() => Float, {
    description:
      'Points of accuracy that a variant may lie below what the optimizer measured for it.',
  })
  maximumAccuracyLossPoints!: number;

  @Field(() => Float, { nullable: true, description: 'Null is no limit.' })
  maximumLatencyP90Ms!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'A stage that has not passed after this long pauses; null is no limit.',
  })
  stageTimeoutMs!: number | null;
}

@ObjectType()
export class RolloutSelector {
  @Field(() => [ID], { description: 'Profiles whose devices are meant; empty for every device.' })
  profileIds!: readonly string[];
}

@ObjectType()
export class Rollout {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: "Grows with each change of the rollout's own state." })
  version!: number;

  @Field(() => Int, {
    description: 'Grows with each change of the rollout or of any of its devices.',
  })
  progressVersion!: number;

  readonly modelVersionId!: string;

  @Field()
  name!: string;

  @Field(() => RolloutState)
  state!: RolloutState;

  @Field(() => [String], { description: 'Why it is paused, or what it waits for.' })
  reasons!: readonly string[];

  @Field(() => String, { nullable: true, description: 'Why it is paused; null when it is not.' })
  pauseReason!: string | null;

  @Field(() => Int, { description: 'Index of the current stage.' })
  stageIndex!: number;

  @Field()
  gates!: RolloutGates;

  @Field()
  selector!: RolloutSelector;

  @Field()
  createdAt!: Date;

  @Field(() => Date, { nullable: true })
  finishedAt!: Date | null;
}

@ObjectType()
export class RolloutConnection extends connectionOf(Rollout) {}
