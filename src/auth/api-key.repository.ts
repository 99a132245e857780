import { Injectable } from '@nestjs/common';
import { PrismaService } from '../common/prisma/prisma.service';
import type { ApiKey, Organisation } from '../common/prisma/generated/client';

export type KeyWithOrganisation = ApiKey & { organisation: Organisation };
/** A key as a request needs it, with the name of its organisation and whether that runs the service. */
export type KnownKey = Pick<ApiKey, 'id' | 'organisationId' | 'name' | 'scopes' | 'revokedAt' | 'expiresAt'> & { readonly organisation: string; readonly operator: boolean };

/** The only writer of `Organisation` and `ApiKey`. */
@Injectable()
export class ApiKeyRepository {
  constructor(private readonly prisma: PrismaService) {}

  /** In one query, and by hand: it stands before every request. */
  async findByHash(hash: string): Promise<KnownKey | null> {
    const [found] = await this.prisma.$queryRaw<KnownKey[]>`
      SELECT k.id, k."organisationId", k.name, k.scopes, k."revokedAt", k."expiresAt", o.name AS organisation, o.operator
      FROM "ApiKey" k JOIN "Organisation" o ON o.id = k."organisationId" WHERE k.hash = ${hash}`;
    return found ?? null;
  }

  /** Organisations come into being with their first key. Only the command line may make one the operator. */
  async create(key: { organisation: string; operator: boolean; name: string; scopes: string[]; hash: string; prefix: string; expiresAt: Date | null }): Promise<KeyWithOrganisation> {
    const { organisation, operator, ...rest } = key;
    const owner = await this.prisma.organisation.upsert({ where: { name: organisation }, create: { name: organisation, operator }, update: operator ? { operator } : {} });
    return this.prisma.apiKey.create({ data: { ...rest, organisationId: owner.id }, include: { organisation: true } });
  }

  async list(organisationId: string | null, skip: number, take: number): Promise<[number, KeyWithOrganisation[]]> {
    const where = organisationId === null ? {} : { organisationId };
    return Promise.all([
      this.prisma.apiKey.count({ where }),
      this.prisma.apiKey.findMany({ where, include: { organisation: true }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], skip, take }),
    ]);
  }

  /** True when a live key was revoked by this call. */
  async revoke(id: string, organisationId: string | null): Promise<boolean> {
    const { count } = await this.prisma.apiKey.updateMany({
      where: { id, revokedAt: null, ...(organisationId === null ? {} : { organisationId }) }, data: { revokedAt: new Date() },
    });
    return count > 0;
  }

  async organisationId(name: string): Promise<string | null> {
    return (await this.prisma.organisation.findUnique({ where: { name }, select: { id: true } }))?.id ?? null;
  }
}
