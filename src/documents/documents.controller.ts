import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { Request, Response } from 'express';
import type { ApiPrincipal } from '../auth/api-principal';
import { CurrentKey } from '../auth/current-key.decorator';
import { RequireScope } from '../auth/require-scope.decorator';
import { UuidPipe } from '../common/http/uuid.pipe';
import { type Page, pageOf } from '../common/paging/page-of';
import { PageQueryDto } from '../common/paging/page-query.dto';
import { DOCUMENT_STATUSES, type DocumentStatus, type DocumentView, documentView } from './document-view';
import { DocumentsRepository } from './documents.repository';
import { DocumentsService } from './documents.service';
import { ApiProblem } from './dto/api-problem.decorator';
import { DocumentDto, DocumentPageDto } from './dto/document.dto';

class DocumentListDto extends PageQueryDto {
  @ApiPropertyOptional({ enum: DOCUMENT_STATUSES })
  @IsOptional() @IsIn(DOCUMENT_STATUSES)
  status?: DocumentStatus;

  @ApiPropertyOptional()
  @IsOptional() @Matches(/^[0-9a-f]{64}$/)
  sha256?: string;
}

@ApiTags('documents')
@ApiBearerAuth()
@RequireScope('read')
@Controller('api/documents')
export class DocumentsController {
  constructor(private readonly service: DocumentsService, private readonly documents: DocumentsRepository) {}

  @Get()
  @ApiOperation({ summary: 'Documents, newest first' })
  @ApiOkResponse({ type: DocumentPageDto })
  async list(@CurrentKey() me: ApiPrincipal, @Query() query: DocumentListDto, @Req() request: Request): Promise<Page<DocumentView>> {
    const [count, found] = await this.documents.list(me.organisationId, query, query.skip, query.page_size);
    return pageOf(count, found.map(documentView), query, request.originalUrl);
  }

  @Get(':id')
  @ApiOperation({ summary: 'State, attempts, timings, engine and error of a document' })
  @ApiOkResponse({ type: DocumentDto })
  @ApiProblem(404, 'No such document in this organisation')
  async read(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string): Promise<DocumentView> {
    return documentView(await this.service.find(me.organisationId, id));
  }

  @Get(':id/file')
  @ApiProduces('application/pdf', 'image/*')
  @ApiOperation({ summary: 'The original bytes' })
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblem(404, 'No such document in this organisation')
  async file(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string, @Res() response: Response): Promise<void> {
    const { document, bytes } = await this.service.original(me.organisationId, id);
    // `attachment` sanitises the name and writes the RFC 5987 form; the browser must not guess another type or run anything.
    response.attachment(document.fileName).type(document.mime).setHeader('x-content-type-options', 'nosniff');
    response.setHeader('content-security-policy', "default-src 'none'; sandbox").send(bytes);
  }

  @Get(':id/pages/:page')
  @ApiProduces('image/png')
  @ApiOperation({ summary: 'Picture of a page (from 1), in the pixels of every polygon' })
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblem(404, 'No such document, or no such page')
  async picture(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string, @Param('page') page: string, @Res() response: Response): Promise<void> {
    const bytes = await this.service.picture(me.organisationId, id, /^\d{1,6}$/.test(page) ? Number(page) : NaN);
    response.type('image/png').setHeader('cache-control', 'private, max-age=3600').send(bytes);
  }

  @Post(':id/retry')
  @HttpCode(202)
  @RequireScope('upload')
  @ApiOperation({ summary: 'Another attempt for a document that failed or was cancelled' })
  @ApiAcceptedResponse({ type: DocumentDto })
  @ApiProblem(404, 'No such document in this organisation')
  @ApiProblem(409, 'It is not finished, or it is done')
  async retry(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string): Promise<DocumentView> {
    return this.service.retry(me.organisationId, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @RequireScope('upload')
  @ApiOperation({ summary: 'Stops a document that is not finished; 409 when it is' })
  @ApiOkResponse({ type: DocumentDto })
  @ApiProblem(404, 'No such document in this organisation')
  @ApiProblem(409, 'It is finished')
  async cancel(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string): Promise<DocumentView> {
    return this.service.cancel(me.organisationId, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('upload')
  @ApiOperation({ summary: 'Deletes the document, its invoice, its bytes and its cached reading' })
  @ApiNoContentResponse()
  @ApiProblem(404, 'No such document in this organisation')
  async remove(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string): Promise<void> {
    await this.service.remove(me.organisationId, id);
  }
}
