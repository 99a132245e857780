import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { Request, Response } from 'express';
import type { ApiPrincipal } from '../auth/api-principal';
import { CurrentKey } from '../auth/current-key.decorator';
import { RequireScope } from '../auth/require-scope.decorator';
import { AppConfig } from '../common/config/config';
import { AppError } from '../common/errors/app-error';
import { UuidPipe } from '../common/http/uuid.pipe';
import { BatchService } from '../upload/batch.service';
import { receiveFiles } from '../upload/receive-file';
import { type BatchView, batchView } from './batch-view';
import { DocumentsRepository } from './documents.repository';
import { ApiProblem } from './dto/api-problem.decorator';

class BatchQueryDto {
  @ApiPropertyOptional({ enum: ['pages'], description: 'Every page of the one PDF becomes a document' })
  @IsOptional() @IsIn(['pages'])
  split?: 'pages';
}

@ApiTags('documents')
@ApiBearerAuth()
@Controller('api/ocr/batch')
export class BatchController {
  constructor(private readonly config: AppConfig, private readonly batches: BatchService, private readonly documents: DocumentsRepository) {}

  @Post()
  @HttpCode(202)
  @RequireScope('upload')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'array', items: { type: 'string', format: 'binary' } } } } })
  @ApiOperation({ summary: 'Takes many files, or one PDF whose pages are documents' })
  @ApiAcceptedResponse({ schema: { type: 'object', properties: { batchId: { type: 'string', format: 'uuid' }, links: { type: 'object', properties: { batch: { type: 'string' } } } } } })
  @ApiProblem(422, 'Not one of the files can be read: the code of the first, all in details')
  async create(@CurrentKey() me: ApiPrincipal, @Query() { split }: BatchQueryDto, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<object> {
    const limits = { incomingDir: this.config.incomingDir, maxBytes: this.config.get('MAX_UPLOAD_BYTES'), maxFiles: this.config.get('MAX_BATCH_FILES'), keepBytes: 0 };
    const files = await receiveFiles(request, response, limits);
    const batchId = split ? await this.batches.fromPages(me.organisationId, files) : await this.batches.fromFiles(me.organisationId, files);
    return { batchId, links: { batch: `/api/ocr/batch/${batchId}/` } };
  }

  @Get(':id')
  @RequireScope('read')
  @ApiOperation({ summary: 'How far a batch is, with links to every result' })
  @ApiOkResponse({ description: 'Counts by status, and every file in the order it was sent with links to what became of it' })
  @ApiProblem(404, 'No such batch in this organisation')
  async read(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string): Promise<BatchView> {
    const batch = await this.documents.findBatch(me.organisationId, id);
    if (!batch) throw new AppError('not_found', 'There is no such batch.');
    return batchView(batch);
  }
}
