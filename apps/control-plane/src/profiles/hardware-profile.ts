import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import type {
  Architecture as ArchitectureValue,
  Delegate as DelegateValue,
  QuantizationScheme as SchemeValue,
} from '@flotilla/profiles';
import { Architecture, Delegate, QuantizationScheme } from '../api/api-enums';
import { connectionOf } from '../api/connection';

@ObjectType({ description: 'Limits; null is no limit.' })
export class Budgets {
  @Field(() => Float, { nullable: true, description: 'Of the .tflite file.' })
  fileSizeBytes!: number | null;

  @Field(() => Float, { nullable: true, description: '90th percentile of one inference.' })
  latencyP90Ms!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Peak resident memory of the model's process.",
  })
  peakMemoryBytes!: number | null;

  @Field(() => Float, { nullable: true, description: 'Mean power during inference.' })
  powerMilliwatts!: number | null;
}

@ObjectType({ description: 'What one kind of hardware can take and must keep.' })
export class HardwareProfile {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'Grows with each update; variants are built for one revision.' })
  revision!: number;

  @Field()
  name!: string;

  @Field()
  description!: string;

  @Field(() => Architecture)
  architecture!: ArchitectureValue;

  @Field(() => [Delegate], { description: 'In order of preference.' })
  delegates!: readonly DelegateValue[];

  @Field(() => [QuantizationScheme], { description: 'In order of preference.' })
  schemes!: readonly SchemeValue[];

  @Field()
  budgets!: Budgets;

  @Field(() => Float, {
    description:
      'Points of top-1 accuracy (0 to 100) that a variant may lose against the float model.',
  })
  maximumAccuracyLossPoints!: number;

  @Field()
  isPreset!: boolean;

  @Field()
  createdAt!: Date;

  @Field()
  updatedAt!: Date;
}

@ObjectType()
export class HardwareProfileConnection extends connectionOf(HardwareProfile) {}
