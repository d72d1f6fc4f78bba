import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import { registerEnums } from '../api/api-enums';
import { resolvers } from './resolvers';

/** The API's schema from the code alone: nothing is started, no database is needed. Sorted, so that it has one form. */
export async function generateSchema(): Promise<GraphQLSchema> {
  const application = await NestFactory.create(GraphQLSchemaBuilderModule, { logger: false });
  try {
    await application.init();
    registerEnums();
    return lexicographicSortSchema(await application.get(GraphQLSchemaFactory).create(resolvers));
  } finally {
    await application.close();
  }
}
