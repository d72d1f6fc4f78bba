import { ArgsType, Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import { RolloutDeviceState, RolloutState } from '@flotilla/database';
import { MutationInput } from '../../api/mutation-input';
import { PageArguments } from '../../api/page';

@InputType()
export class RolloutSelectorInput {
  @Field(() => [ID], {
    defaultValue: [],
    description: 'Empty for every device that has a profile.',
  })
  profileIds!: string[];
}

@InputType()
export class RolloutStageInput {
  @Field(() => Float, { description: 'Cumulative, rising, up to 100.' })
  percentage!: number;
}

@InputType()
export class RolloutGatesInput {
  @Field(() => Float, { defaultValue: 0.9 })
  minimumCommittedShare!: number;

  @Field(() => Float, { defaultValue: 0.1 })
  maximumUnsuccessfulShare!: number;

  @Field(() => Int, { defaultValue: 100 })
  minimumSampleCount!: number;

  @Field(() => Float, { defaultValue: 2 })
  maximumAccuracyLossPoints!: number;

  @Field(() => Float, { nullable: true })
  maximumLatencyP90Ms?: number | null;

  @Field(() => Float, { nullable: true })
  stageTimeoutMs?: number | null;
}

@InputType()
export class StartRolloutInput extends MutationInput {
  @Field(() => ID)
  modelVersionId!: string;

  @Field()
  name!: string;

  @Field(() => RolloutSelectorInput, { nullable: true })
  selector?: RolloutSelectorInput | null;

  @Field(() => [RolloutStageInput])
  stages!: RolloutStageInput[];

  @Field(() => RolloutGatesInput, { nullable: true })
  gates?: RolloutGatesInput | null;
}

@InputType()
export class ChangeRolloutInput extends MutationInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that was looked at; another one is VERSION_CONFLICT.',
  })
  expectedVersion?: number | null;
}

@ArgsType()
export class RolloutsArguments extends PageArguments {
  @Field(() => ID, { nullable: true })
  modelVersionId?: string | null;

  @Field(() => RolloutState, { nullable: true })
  state?: RolloutState | null;
}

@ArgsType()
export class RolloutDevicesArguments extends PageArguments {
  @Field(() => RolloutDeviceState, { nullable: true })
  state?: RolloutDeviceState | null;
}
