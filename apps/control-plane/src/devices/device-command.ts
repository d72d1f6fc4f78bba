import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { DeviceCommandKind, DeviceCommandState } from '@flotilla/database';
import { MutationInput } from '../api/mutation-input';

@InputType()
export class PingDeviceInput extends MutationInput {
  @Field(() => ID)
  deviceId!: string;
}

@InputType()
export class ReportDeviceInput extends PingDeviceInput {}

@InputType()
export class RollBackDeviceInput extends PingDeviceInput {
  @Field(() => ID, { description: 'The model to take back to the variant that ran before.' })
  modelId!: string;
}

@ObjectType({ description: 'What a device was told to do, and what it answered.' })
export class DeviceCommand {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  deviceId!: string;

  @Field(() => DeviceCommandKind)
  kind!: DeviceCommandKind;

  @Field(() => ID, { nullable: true })
  modelId!: string | null;

  @Field(() => DeviceCommandState, {
    description:
      'SENT until the device answers; DONE when it obeys (a roll-back then shows in its rollout and in what it runs), FAILED when it does not.',
  })
  state!: DeviceCommandState;

  @Field(() => String, { nullable: true, description: 'Why it failed.' })
  code!: string | null;

  @Field(() => String, { nullable: true })
  message!: string | null;

  @Field()
  createdAt!: Date;

  @Field(() => Date, { nullable: true })
  finishedAt!: Date | null;
}
