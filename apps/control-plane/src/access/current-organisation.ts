import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { ApiContext } from './api-context';

/** The organisation whose token came with the call. Every service method takes it first. */
export const CurrentOrganisation = createParamDecorator(
  (_: unknown, execution: ExecutionContext): string =>
    GqlExecutionContext.create(execution).getContext<ApiContext>().organisationId,
);
