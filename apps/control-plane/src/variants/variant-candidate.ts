import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type { QuantizationScheme as SchemeValue } from '@flotilla/profiles';
import { CandidateVerdict, QuantizationScheme } from '../api/api-enums';
import { MeasuredShare } from '../api/measured-share';
import { Artifact } from '../artifacts/artifact';

@ObjectType({ description: 'What really ran, never the hardware that the profile wishes for.' })
export class MeasuredOn {
  @Field()
  delegate!: string;

  @Field()
  runtime!: string;

  @Field()
  runtimeVersion!: string;

  @Field()
  architecture!: string;

  @Field()
  operatingSystem!: string;

  @Field({
    description:
      'Differences from the profile in words ("GPU absent, ran XNNPACK"); empty when none.',
  })
  note!: string;
}

@ObjectType()
export class FloatOperator {
  @Field()
  operator!: string;

  @Field()
  reason!: string;
}

@ObjectType()
export class VariantCandidate {
  @Field(() => QuantizationScheme)
  scheme!: SchemeValue;

  @Field(() => CandidateVerdict)
  verdict!: 'chosen' | 'passed' | 'failed';

  @Field({ description: 'Why it was chosen, or what it lost by.' })
  reason!: string;

  @Field(() => Artifact, { nullable: true })
  artifact!: Artifact | null;

  @Field(() => Float, { nullable: true })
  weightBytes!: number | null;

  @Field(() => MeasuredShare, { nullable: true })
  top1!: MeasuredShare | null;

  @Field(() => MeasuredShare, { nullable: true })
  agreement!: MeasuredShare | null;

  @Field(() => Float, { nullable: true })
  latencyP50Ms!: number | null;

  @Field(() => Float, { nullable: true })
  latencyP90Ms!: number | null;

  @Field(() => Int)
  latencySampleCount!: number;

  @Field(() => MeasuredOn, { nullable: true })
  measuredOn!: MeasuredOn | null;

  @Field(() => [FloatOperator])
  leftFloat!: readonly FloatOperator[];
}
