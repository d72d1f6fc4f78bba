import { Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import type {
  Architecture as ArchitectureValue,
  Delegate as DelegateValue,
  QuantizationScheme as SchemeValue,
} from '@flotilla/profiles';
import { Architecture, Delegate, QuantizationScheme } from '../api/api-enums';
import { MutationInput } from '../api/mutation-input';

@InputType()
export class BudgetsInput {
  @Field(() => Float, { nullable: true })
  fileSizeBytes?: number | null;

  @Field(() => Float, { nullable: true })
  latencyP90Ms?: number | null;

  @Field(() => Float, { nullable: true })
  peakMemoryBytes?: number | null;

  @Field(() => Float, { nullable: true })
  powerMilliwatts?: number | null;
}

@InputType()
export class HardwareProfileValues {
  @Field()
  name!: string;

  @Field({ defaultValue: '' })
  description!: string;

  @Field(() => Architecture)
  architecture!: ArchitectureValue;

  @Field(() => [Delegate])
  delegates!: DelegateValue[];

  @Field(() => [QuantizationScheme])
  schemes!: SchemeValue[];

  @Field(() => BudgetsInput, { nullable: true })
  budgets?: BudgetsInput | null;

  @Field(() => Float)
  maximumAccuracyLossPoints!: number;
}

@InputType()
export class CreateHardwareProfileInput extends MutationInput {
  @Field()
  profile!: HardwareProfileValues;
}

@InputType()
export class UpdateHardwareProfileInput extends MutationInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    description: 'The revision that was edited; another one is REVISION_CONFLICT.',
  })
  expectedRevision!: number;

  @Field({ description: 'All values; what is left out is cleared.' })
  profile!: HardwareProfileValues;
}
