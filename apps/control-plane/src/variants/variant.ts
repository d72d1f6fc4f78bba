import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { VariantState } from '@flotilla/database';
import type { QuantizationScheme as SchemeValue } from '@flotilla/profiles';
import { QuantizationScheme } from '../api/api-enums';
import { connectionOf } from '../api/connection';
import { MeasuredShare } from '../api/measured-share';
import { Problem } from '../api/problem';
import { Artifact } from '../artifacts/artifact';
import { FloatOperator, MeasuredOn, VariantCandidate } from './variant-candidate';

@ObjectType()
export class BuildProgress {
  @Field()
  stage!: string;

  @Field(() => Float, { description: '0 to 1 over the whole build.' })
  fraction!: number;

  @Field()
  message!: string;
}

@ObjectType({
  description:
    'A model version made for one revision of a hardware profile, with what was measured of it.',
})
export class Variant {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'Grows with each change of this record.' })
  version!: number;

  readonly modelVersionId!: string;
  readonly profileId!: string;

  @Field(() => Int)
  profileRevision!: number;

  @Field(() => QuantizationScheme, { nullable: true })
  scheme!: SchemeValue | null;

  @Field(() => VariantState)
  state!: VariantState;

  @Field()
  progress!: BuildProgress;

  @Field(() => Problem, { nullable: true, description: 'Why it failed or no candidate passed.' })
  problem!: Problem | null;

  @Field(() => Artifact, { nullable: true })
  artifact!: Artifact | null;

  @Field(() => Float, { nullable: true })
  weightBytes!: number | null;

  @Field(() => Float, { nullable: true, description: "File size over the float file's." })
  fileSizeRatio!: number | null;

  @Field(() => Float, { nullable: true, description: "Weight buffers over the float model's." })
  weightRatio!: number | null;

  @Field(() => MeasuredShare, { nullable: true })
  top1!: MeasuredShare | null;

  @Field(() => MeasuredShare, { nullable: true })
  floatTop1!: MeasuredShare | null;

  @Field(() => MeasuredShare, {
    nullable: true,
    description: 'Share of inputs on which the variant and the float model agree.',
  })
  agreement!: MeasuredShare | null;

  @Field(() => Float, { nullable: true })
  latencyP50Ms!: number | null;

  @Field(() => Float, { nullable: true })
  latencyP90Ms!: number | null;

  @Field(() => Int, { nullable: true })
  latencySampleCount!: number | null;

  @Field(() => MeasuredOn, { nullable: true, description: 'What really ran.' })
  measuredOn!: MeasuredOn | null;

  @Field(() => [VariantCandidate], { description: 'Every candidate, and why it won or lost.' })
  candidates!: readonly VariantCandidate[];

  @Field(() => [FloatOperator], { description: 'Operators that stayed in float.' })
  leftFloat!: readonly FloatOperator[];

  @Field()
  createdAt!: Date;

  @Field(() => Date, { nullable: true })
  finishedAt!: Date | null;
}

@ObjectType()
export class VariantConnection extends connectionOf(Variant) {}
