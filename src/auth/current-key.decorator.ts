import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { ApiPrincipal } from './api-principal';

export type AuthenticatedRequest = Request & { principal?: ApiPrincipal };

/** The key behind the request; the guard has put it there. */
export const CurrentKey = createParamDecorator((_data: unknown, context: ExecutionContext): ApiPrincipal => {
  const principal = context.switchToHttp().getRequest<AuthenticatedRequest>().principal;
  if (!principal) throw new Error('CurrentKey on an endpoint that the guard does not protect.');
  return principal;
});
