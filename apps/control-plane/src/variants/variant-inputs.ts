import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { VariantState } from '@flotilla/database';
import { MutationInput } from '../api/mutation-input';
import { PageArguments } from '../api/page';

@InputType()
export class BuildVariantsInput extends MutationInput {
  @Field(() => ID)
  modelVersionId!: string;

  @Field(() => [ID])
  profileIds!: string[];

  @Field(() => ID, {
    nullable: true,
    description: 'A representative dataset; profiles that name the scheme INT8 need one.',
  })
  calibrationDatasetId?: string | null;

  @Field(() => ID)
  evaluationDatasetId!: string;
}

@ArgsType()
export class VariantsArguments extends PageArguments {
  @Field(() => ID, { nullable: true })
  modelVersionId?: string | null;

  @Field(() => ID, { nullable: true })
  profileId?: string | null;

  @Field(() => VariantState, { nullable: true })
  state?: VariantState | null;
}
