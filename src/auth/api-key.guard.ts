import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError } from '../common/errors/app-error';
import { ApiKeyService } from './api-key.service';
import type { Scope } from './api-principal';
import type { AuthenticatedRequest } from './current-key.decorator';
import { PUBLIC, REQUIRED_SCOPE } from './require-scope.decorator';

/** Stands before every endpoint. One that is neither public nor names a scope stays shut. */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly keys: ApiKeyService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, places)) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const key = /^Bearer ([\w-]{8,200})$/i.exec(request.header('authorization') ?? '')?.[1];
    if (!key) throw new AppError('unauthenticated', 'Send your API key as "Authorization: Bearer KEY".');
    const principal = await this.keys.authenticate(key);
    const scope = this.reflector.getAllAndOverride<Scope | undefined>(REQUIRED_SCOPE, places);
    if (!scope || !principal.scopes.includes(scope)) {
      throw new AppError('forbidden', `This key lacks the scope "${scope ?? 'none'}".`, { details: { required: scope ?? null } });
    }
    request.principal = principal;
    return true;
  }
}
