import { Field, InputType } from '@nestjs/graphql';

@InputType({ isAbstract: true })
export abstract class MutationInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Any string of up to 200 characters that names this call. The same key with the same input gives the same result again and changes nothing; with another input it is refused (IDEMPOTENCY_CONFLICT).',
  })
  idempotencyKey?: string | null;
}
