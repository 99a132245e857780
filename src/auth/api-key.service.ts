import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError } from '../common/errors/app-error';
import { ApiKeyRepository, type KeyWithOrganisation, type KnownKey } from './api-key.repository';
import type { ApiPrincipal, Scope } from './api-principal';

export interface NewKey { organisation: string; operator?: boolean; name: string; scopes: Scope[]; expiresAt?: Date | null }

/**
 * Issues and recognises keys. A key is 256 random bits, so one fast SHA-256 guards it as well as a slow hash would a password,
 * and costs a request nothing.
 */
@Injectable()
export class ApiKeyService {
  constructor(private readonly keys: ApiKeyRepository) {}

  /** The key itself is returned here and never again. */
  async issue(wanted: NewKey): Promise<{ id: string; key: string }> {
    const key = `fl_${randomBytes(32).toString('base64url')}`;
    const made = await this.keys.create({
      organisation: wanted.organisation, operator: wanted.operator ?? false, name: wanted.name, scopes: [...new Set(wanted.scopes)],
      hash: hashKey(key), prefix: key.slice(0, 8), expiresAt: wanted.expiresAt ?? null,
    });
    return { id: made.id, key };
  }

  /** @throws AppError `unauthenticated` for an unknown, revoked or expired key. */
  async authenticate(key: string): Promise<ApiPrincipal> {
    const found = await this.keys.findByHash(hashKey(key));
    if (!found || found.revokedAt || (found.expiresAt && found.expiresAt <= new Date())) {
      throw new AppError('unauthenticated', 'This API key is not valid: it is unknown, revoked or expired.');
    }
    return toPrincipal(found);
  }

  list(organisationId: string | null, skip: number, take: number): Promise<[number, KeyWithOrganisation[]]> {
    return this.keys.list(organisationId, skip, take);
  }

  /** @throws AppError `not_found` when no live key of the caller's reach has this id. */
  async revoke(id: string, organisationId: string | null): Promise<void> {
    if (!(await this.keys.revoke(id, organisationId))) throw new AppError('not_found', 'There is no live key under this id.');
  }

  organisationId(name: string): Promise<string | null> {
    return this.keys.organisationId(name);
  }
}

export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function toPrincipal({ id, organisationId, organisation, name, scopes, operator }: KnownKey): ApiPrincipal {
  return { apiKeyId: id, organisationId, organisation, name, scopes: scopes as Scope[], operator };
}
