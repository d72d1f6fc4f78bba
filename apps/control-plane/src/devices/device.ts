import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { DeviceState } from '../api/api-enums';
import { connectionOf } from '../api/connection';

@ObjectType({ description: 'A variant that the device says it runs.' })
export class RunningVariant {
  readonly modelId!: string;
  readonly variantId!: string;

  @Field({ description: 'The delegate that really runs it.' })
  delegate!: string;

  @Field()
  since!: Date;
}

@ObjectType()
export class Device {
  @Field(() => ID)
  id!: string;

  readonly profileId!: string | null;

  @Field()
  name!: string;

  @Field(() => DeviceState)
  state!: DeviceState;

  @Field(() => String, { nullable: true })
  architecture!: string | null;

  @Field(() => String, { nullable: true })
  operatingSystem!: string | null;

  @Field(() => String, { nullable: true })
  runtimeName!: string | null;

  @Field(() => String, { nullable: true })
  runtimeVersion!: string | null;

  @Field(() => String, { nullable: true })
  agentVersion!: string | null;

  @Field(() => [String], { description: 'Delegates that really load on the device, best first.' })
  delegates!: readonly string[];

  @Field(() => Float, { nullable: true })
  memoryBytes!: number | null;

  @Field(() => Date, { nullable: true })
  lastSeenAt!: Date | null;

  @Field()
  enrolledAt!: Date;

  @Field(() => Date, { nullable: true, description: 'It may not connect from then on.' })
  revokedAt!: Date | null;
}

@ObjectType()
export class DeviceConnection extends connectionOf(Device) {}
