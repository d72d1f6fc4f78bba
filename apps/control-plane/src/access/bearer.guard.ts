import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { AccessService, type Caller } from './access.service';

/** A request that passed the guard. */
export interface AuthenticatedRequest extends Request {
  caller: Caller;
}

/** Admits HTTP requests with a valid token. (GraphQL asks when it makes its context, introspection included.) */
@Injectable()
export class BearerGuard implements CanActivate {
  constructor(private readonly access: AccessService) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<AuthenticatedRequest>();
    request.caller = await this.access.authenticate(request.headers.authorization);
    return true;
  }
}
