import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DeviceState } from '../api/api-enums';
import { MutationInput } from '../api/mutation-input';
import { PageArguments } from '../api/page';

@InputType()
export class CreateEnrolmentTokenInput extends MutationInput {
  @Field(() => ID, { nullable: true, description: 'The profile that the device gets.' })
  profileId?: string | null;

  @Field(() => Int, { defaultValue: 3600, description: '60 to 604800 (a week).' })
  validForSeconds!: number;
}

@ObjectType()
export class CreatedEnrolmentToken {
  @Field(() => ID)
  id!: string;

  @Field({
    description:
      'Shown once; enrols one device. A call that is repeated with its idempotencyKey is refused (ENROLMENT_TOKEN_SHOWN_ONCE).',
  })
  token!: string;

  @Field()
  expiresAt!: Date;
}

@InputType()
export class AssignDeviceProfileInput extends MutationInput {
  @Field(() => ID)
  deviceId!: string;

  @Field(() => ID, { nullable: true })
  profileId?: string | null;
}

@ArgsType()
export class DevicesArguments extends PageArguments {
  @Field(() => ID, { nullable: true })
  profileId?: string | null;

  @Field(() => DeviceState, { nullable: true })
  state?: DeviceState | null;
}
