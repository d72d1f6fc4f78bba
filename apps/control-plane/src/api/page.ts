import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';

@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    defaultValue: 20,
    description: 'How many at most, 1 to 100; a greater number is refused.',
  })
  first!: number;

  @Field(() => String, { nullable: true, description: 'Continues behind the edge of this cursor.' })
  after?: string | null;
}

@ObjectType()
export class PageInfo {
  @Field()
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}
