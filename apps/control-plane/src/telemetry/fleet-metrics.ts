import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { MeasuredShare } from '../api/measured-share';

@InputType()
export class FleetMetricsFilter {
  @Field(() => ID, { nullable: true })
  modelId?: string | null;

  @Field(() => ID, { nullable: true })
  modelVersionId?: string | null;

  @Field(() => ID, { nullable: true })
  rolloutId?: string | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'Windows that ended at or after this, rounded down: to 5 minutes within the last 3 hours, to the hour within the last 3 days, to the day (UTC) before that.',
  })
  since?: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Windows that ended before this, rounded up like `since` (to the day without it).',
  })
  until?: Date | null;
}

@ObjectType({ description: 'Percentiles from merged sketches, each within 1 % of the true value.' })
export class LatencySummary {
  @Field(() => Float)
  p50Ms!: number;

  @Field(() => Float)
  p90Ms!: number;

  @Field(() => Float)
  p99Ms!: number;

  @Field(() => Float)
  sampleCount!: number;
}

@ObjectType({ description: 'What really ran on some of the devices.' })
export class FleetHardware {
  @Field()
  delegate!: string;

  @Field(() => String, { nullable: true, description: 'Null for devices that never said.' })
  architecture!: string | null;

  @Field({
    description:
      'How that differs from what the profile of the devices asks for now ("GPU absent, ran XNNPACK"); empty when it does not.',
  })
  note!: string;

  @Field(() => Int)
  deviceCount!: number;
}

@ObjectType({ description: 'What the fleet reported, for one group.' })
export class FleetMetrics {
  readonly profileId!: string | null;
  readonly variantId!: string | null;

  @Field(() => ID, {
    description: 'Of the group; "unknown" for windows of devices without a profile.',
  })
  key!: string;

  @Field()
  label!: string;

  @Field(() => Int)
  deviceCount!: number;

  @Field(() => Float)
  inferenceCount!: number;

  @Field(() => Float)
  failureCount!: number;

  @Field(() => MeasuredShare, {
    nullable: true,
    description: 'Of the labelled inferences; null when there were none.',
  })
  accuracy!: MeasuredShare | null;

  @Field(() => LatencySummary, { nullable: true })
  latency!: LatencySummary | null;

  @Field(() => [FleetHardware], {
    description: 'What the numbers were measured on, the most devices first.',
  })
  ranOn!: readonly FleetHardware[];
}
