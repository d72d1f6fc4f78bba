import { Field, Float, ObjectType } from '@nestjs/graphql';

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
