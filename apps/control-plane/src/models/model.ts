import { Field, ID, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../api/connection';

@ObjectType()
export class Model {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field()
  description!: string;

  @Field()
  createdAt!: Date;
}

@ObjectType()
export class ModelConnection extends connectionOf(Model) {}
