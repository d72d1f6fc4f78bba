import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { RolloutDeviceState } from '@flotilla/database';
import { connectionOf } from '../../api/connection';

@ObjectType({ description: 'Where one device stands in one rollout.' })
export class RolloutDevice {
  readonly deviceId!: string;
  readonly variantId!: string | null;

  @Field(() => Int)
  stageIndex!: number;

  @Field(() => RolloutDeviceState)
  state!: RolloutDeviceState;

  @Field(() => Int)
  attempt!: number;

  @Field(() => Float, { description: '0 to 1 within the state.' })
  fraction!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why it failed, was rejected or rolled back, for programs.',
  })
  code!: string | null;

  @Field(() => String, { nullable: true })
  message!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The delegate that really ran the self-test.',
  })
  delegate!: string | null;

  @Field()
  updatedAt!: Date;
}

@ObjectType()
export class RolloutDeviceConnection extends connectionOf(RolloutDevice) {}
