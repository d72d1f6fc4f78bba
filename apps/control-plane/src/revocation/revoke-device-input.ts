import { Field, ID, InputType } from '@nestjs/graphql';
import { MutationInput } from '../api/mutation-input';

@InputType()
export class RevokeDeviceInput extends MutationInput {
  @Field(() => ID)
  deviceId!: string;
}
