import { findBreakingChanges, type GraphQLSchema, printSchema } from 'graphql';

export interface SchemaComparison {
  /** Changes that break callers of the committed schema, in words. */
  readonly breaking: readonly string[];
  /** Whether the two differ at all. */
  readonly differs: boolean;
}

export function compareSchemas(
  committed: GraphQLSchema,
  generated: GraphQLSchema,
): SchemaComparison {
  return {
    breaking: findBreakingChanges(committed, generated).map(({ description }) => description),
    differs: printSchema(committed) !== printSchema(generated),
  };
}
