import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { AppError } from '../common/errors/app-error';
import { UuidPipe } from '../common/http/uuid.pipe';
import { type Page, pageOf } from '../common/paging/page-of';
import { PageQueryDto } from '../common/paging/page-query.dto';
import type { KeyWithOrganisation } from './api-key.repository';
import { ApiKeyService } from './api-key.service';
import type { ApiPrincipal } from './api-principal';
import { CurrentKey } from './current-key.decorator';
import { CreateApiKeyDto } from './dto/create-api-key.dto';
import { RequireScope } from './require-scope.decorator';

/** Keys of one's own organisation; the operator's reach over all. */
@ApiTags('administration')
@ApiBearerAuth()
@RequireScope('admin')
@Controller('api/admin/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeyService) {}

  @Get()
  @ApiOperation({ summary: 'Keys without their secrets' })
  async list(@CurrentKey() me: ApiPrincipal, @Query() query: PageQueryDto, @Req() request: Request): Promise<Page<object>> {
    const [count, found] = await this.keys.list(reach(me), query.skip, query.page_size);
    return pageOf(count, found.map(present), query, request.originalUrl);
  }

  @Post()
  @ApiOperation({ summary: 'Issues a key; the answer is the only place where it is shown' })
  async create(@CurrentKey() me: ApiPrincipal, @Body() wanted: CreateApiKeyDto): Promise<{ id: string; key: string }> {
    if (!me.operator && wanted.organisation !== me.organisation) throw new AppError('forbidden', 'Only the operator may issue keys for another organisation.');
    const expiresAt = wanted.expiresAt ? new Date(wanted.expiresAt) : null;
    if (expiresAt && expiresAt <= new Date()) throw new AppError('validation_failed', 'expiresAt lies in the past.');
    return this.keys.issue({ organisation: wanted.organisation, name: wanted.name, scopes: wanted.scopes, expiresAt });
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revokes a key at once' })
  async revoke(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string): Promise<void> {
    await this.keys.revoke(id, reach(me));
  }
}

const reach = (me: ApiPrincipal): string | null => (me.operator ? null : me.organisationId);

function present(key: KeyWithOrganisation): object {
  const { id, name, prefix, scopes, createdAt, expiresAt, revokedAt } = key;
  return { id, organisation: key.organisation.name, name, prefix, scopes, createdAt, expiresAt, revokedAt };
}
