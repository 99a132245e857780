import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { ApiPrincipal } from '../auth/api-principal';
import { CurrentKey } from '../auth/current-key.decorator';
import { RequireScope } from '../auth/require-scope.decorator';
import { UuidPipe } from '../common/http/uuid.pipe';
import { type Page, pageOf } from '../common/paging/page-of';
import { InvoiceDto } from '../invoices/dto/invoice.dto';
import type { InvoiceView } from '../invoices/invoice-view';
import { CorrectDto, DecisionDto, QueueItemDto, QueueQueryDto, ReviewPageDto } from './dto/review.dto';
import type { QueueItem } from './queue-item';
import { ReviewService } from './review.service';

@ApiTags('review')
@ApiBearerAuth()
@ApiNotFoundResponse({ description: 'No such invoice in this organisation' })
@ApiConflictResponse({ description: 'Held by another reviewer (review_claimed) or no longer open (review_decided)' })
@RequireScope('review')
@Controller('api/admin/review-queue')
export class ReviewController {
  constructor(private readonly reviews: ReviewService) {}

  @Get()
  @ApiOperation({ summary: 'Invoices that wait for a person, oldest first; claimed ones show by whom and until when' })
  @ApiOkResponse({ type: ReviewPageDto })
  async list(@CurrentKey() me: ApiPrincipal, @Query() query: QueueQueryDto, @Req() request: Request): Promise<Page<QueueItem>> {
    const [count, items] = await this.reviews.queue(me, query.priority, query.skip, query.page_size);
    return pageOf(count, items, query, request.originalUrl);
  }

  @Post(':id/claim')
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes a lease on the invoice, or renews your own' })
  @ApiOkResponse({ type: QueueItemDto })
  claim(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string): Promise<QueueItem> {
    return this.reviews.claim(me, id);
  }

  @Post(':id/release')
  @HttpCode(200)
  @ApiOperation({ summary: 'Gives your lease back' })
  @ApiOkResponse({ type: QueueItemDto })
  release(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string): Promise<QueueItem> {
    return this.reviews.release(me, id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approves the invoice as it stands', description: 'Needs no claim of your own, but fails under a live claim of another key.' })
  @ApiOkResponse({ type: InvoiceDto })
  approve(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string, @Body() decision: DecisionDto): Promise<InvoiceView> {
    return this.reviews.approve(me, id, decision.words);
  }

  @Post(':id/correct')
  @HttpCode(200)
  @ApiOperation({ summary: 'Replaces values, keeping what the machine had read; the invoice stays in review until it is approved or rejected' })
  @ApiOkResponse({ type: InvoiceDto })
  correct(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string, @Body() correction: CorrectDto): Promise<InvoiceView> {
    return this.reviews.correct(me, id, correction.fields, correction.note ?? null);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @ApiOperation({ summary: 'Rejects the invoice' })
  @ApiOkResponse({ type: InvoiceDto })
  reject(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string, @Body() decision: DecisionDto): Promise<InvoiceView> {
    return this.reviews.reject(me, id, decision.words);
  }
}
