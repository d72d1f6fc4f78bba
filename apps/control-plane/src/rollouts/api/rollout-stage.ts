import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { RolloutDeviceState, RolloutStageState } from '@flotilla/database';
import { GateVerdict } from '../../api/api-enums';
import { MeasuredShare } from '../../api/measured-share';

@ObjectType()
export class DeviceStateCount {
  @Field(() => RolloutDeviceState)
  state!: RolloutDeviceState;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: 'The newest evaluation of a stage, with its numbers.' })
export class RolloutEvaluation {
  @Field(() => GateVerdict)
  verdict!: GateVerdict;

  @Field(() => [String], {
    description: 'What fails, is missing, or was found, in words and numbers.',
  })
  reasons!: readonly string[];

  @Field(() => Int)
  committedCount!: number;

  @Field(() => Int)
  unsuccessfulCount!: number;

  @Field(() => Int, { description: 'Devices in the denominators.' })
  countedCount!: number;

  @Field(() => MeasuredShare, { nullable: true })
  accuracy!: MeasuredShare | null;

  @Field(() => Float, { nullable: true })
  latencyP90Ms!: number | null;

  @Field()
  evaluatedAt!: Date;
}

@ObjectType()
export class RolloutStage {
  @Field(() => Int)
  index!: number;

  @Field(() => Float, { description: 'Cumulative share of the selected devices, in percent.' })
  percentage!: number;

  @Field(() => RolloutStageState)
  state!: RolloutStageState;

  @Field(() => Int, { description: 'Devices that this stage adds.' })
  targetCount!: number;

  @Field(() => [DeviceStateCount])
  deviceCounts!: readonly DeviceStateCount[];

  @Field(() => RolloutEvaluation, { nullable: true })
  evaluation!: RolloutEvaluation | null;

  @Field(() => Date, { nullable: true })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  finishedAt!: Date | null;
}
