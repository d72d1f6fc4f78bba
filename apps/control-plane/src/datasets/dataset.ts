import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DatasetRole, DatasetState } from '@flotilla/database';
import { connectionOf } from '../api/connection';
import { Problem } from '../api/problem';
import { Artifact } from '../artifacts/artifact';

@ObjectType()
export class Dataset {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field(() => DatasetRole)
  role!: DatasetRole;

  @Field(() => DatasetState)
  state!: DatasetState;

  @Field(() => Problem, { nullable: true, description: 'Why it was rejected.' })
  problem!: Problem | null;

  @Field(() => Artifact)
  inputs!: Artifact;

  @Field(() => Artifact, { nullable: true })
  labels!: Artifact | null;

  @Field()
  hasLabels!: boolean;

  @Field(() => Int, { nullable: true })
  sampleCount!: number | null;

  @Field(() => [Int], { nullable: true })
  sampleShape!: readonly number[] | null;

  @Field()
  createdAt!: Date;
}

@ObjectType()
export class DatasetConnection extends connectionOf(Dataset) {}
