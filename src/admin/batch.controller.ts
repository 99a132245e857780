import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequireScope } from '../auth/require-scope.decorator';
import { AppError } from '../common/errors/app-error';
import { notYet } from './not-yet';

@ApiTags('documents')
@ApiBearerAuth()
@Controller('api/ocr/batch')
export class BatchController {
  @Post()
  @RequireScope('upload')
  @ApiOperation({ summary: 'Planned: 501 in this version; upload files one by one' })
  create(): never { return notYet('Batch upload'); }

  @Get(':id')
  @RequireScope('read')
  @ApiOperation({ summary: 'Planned: there are no batches in this version' })
  read(@Param('id') _id: string): never { throw new AppError('not_found', 'There is no such batch.'); }
}
