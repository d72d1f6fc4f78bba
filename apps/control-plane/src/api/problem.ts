import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Why something was refused or failed.' })
export class Problem {
  @Field({ description: 'Stable, for programs.' })
  code!: string;

  @Field({ description: 'For people.' })
  message!: string;
}

/** A row's two columns as one value. */
export function problemOf(row: {
  readonly problemCode: string | null;
  readonly problemMessage: string | null;
}): Problem | null {
  return row.problemCode === null
    ? null
    : { code: row.problemCode, message: row.problemMessage ?? '' };
}
