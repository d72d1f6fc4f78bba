import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { ModelVersionState } from '@flotilla/database';
import { connectionOf } from '../api/connection';
import { Problem } from '../api/problem';
import { Artifact } from '../artifacts/artifact';

@ObjectType()
export class TensorSignature {
  @Field()
  name!: string;

  @Field()
  type!: string;

  @Field(() => [Int], { description: '−1 where open.' })
  shape!: readonly number[];
}

@ObjectType()
export class ModelVersion {
  @Field(() => ID)
  id!: string;

  readonly modelId!: string;

  @Field(() => Int, { description: '1, 2, 3 … within the model.' })
  number!: number;

  @Field(() => ModelVersionState)
  state!: ModelVersionState;

  @Field(() => Problem, { nullable: true, description: 'Why it was rejected.' })
  problem!: Problem | null;

  @Field(() => Artifact, { description: 'As it was uploaded.' })
  source!: Artifact;

  @Field(() => Artifact, { nullable: true, description: 'The float .tflite file made from it.' })
  floatModel!: Artifact | null;

  @Field(() => String, { nullable: true })
  format!: string | null;

  @Field(() => Float, { nullable: true })
  parameterCount!: number | null;

  @Field(() => Int, { nullable: true })
  operatorCount!: number | null;

  @Field(() => Float, { nullable: true })
  weightBytes!: number | null;

  @Field(() => [TensorSignature])
  inputs!: readonly TensorSignature[];

  @Field(() => [TensorSignature])
  outputs!: readonly TensorSignature[];

  @Field()
  createdAt!: Date;
}

@ObjectType()
export class ModelVersionConnection extends connectionOf(ModelVersion) {}
