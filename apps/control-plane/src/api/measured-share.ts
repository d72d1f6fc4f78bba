import { Field, Float, ObjectType } from '@nestjs/graphql';
import { accuracyOf, type Summary } from '@flotilla/telemetry';

@ObjectType({ description: 'A share from 0 to 1 with its 95 % Wilson interval.' })
export class MeasuredShare {
  @Field(() => Float)
  value!: number;

  @Field(() => Float)
  lower!: number;

  @Field(() => Float)
  upper!: number;

  @Field(() => Float)
  sampleCount!: number;
}

/** Accuracy over labelled inferences with its interval; null when there were none. */
export function accuracyShareOf(
  summary: Pick<Summary, 'inferenceCount' | 'failureCount' | 'labelledCount' | 'correctCount'>,
): MeasuredShare | null {
  const accuracy = accuracyOf(summary);
  if (accuracy === null) return null;
  const { value, lower, upper, count } = accuracy;
  return { value, lower, upper, sampleCount: count };
}
