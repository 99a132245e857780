import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { ApiPrincipal } from '../auth/api-principal';
import { CurrentKey } from '../auth/current-key.decorator';
import { RequireScope } from '../auth/require-scope.decorator';
import { AppError } from '../common/errors/app-error';
import { UuidPipe } from '../common/http/uuid.pipe';
import { type Page, pageOf } from '../common/paging/page-of';
import { ExportQueryDto } from './dto/export-query.dto';
import { InvoiceDto, InvoicePageDto } from './dto/invoice.dto';
import { InvoicesQueryDto } from './dto/invoices-query.dto';
import { toCsv } from './invoice-csv';
import { toSelection } from './invoice-selection';
import { type InvoiceView, toInvoiceView } from './invoice-view';
import { InvoicesRepository } from './invoices.repository';

@ApiTags('invoices')
@ApiBearerAuth()
@RequireScope('read')
@Controller('api/invoices')
export class InvoicesController {
  constructor(private readonly invoices: InvoicesRepository) {}

  @Get()
  @ApiOperation({ summary: 'Invoices of the organisation, newest first' })
  @ApiOkResponse({ type: InvoicePageDto })
  async list(@CurrentKey() me: ApiPrincipal, @Query() query: InvoicesQueryDto, @Req() request: Request): Promise<Page<InvoiceView>> {
    const [count, rows] = await this.invoices.list(me.organisationId, toSelection(query));
    return pageOf(count, rows.map(toInvoiceView), query, request.originalUrl);
  }

  @Get(':id')
  @ApiOperation({ summary: 'An invoice with the evidence of every field' })
  @ApiOkResponse({ type: InvoiceDto })
  @ApiNotFoundResponse({ description: 'No such invoice in this organisation' })
  async one(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string): Promise<InvoiceView> {
    return this.load(me, id);
  }

  @Get(':id/export')
  @ApiOperation({ summary: 'An invoice as a file: the same JSON, or CSV for a spreadsheet' })
  @ApiOkResponse({ content: { 'application/json': { schema: { type: 'object' } }, 'text/csv': { schema: { type: 'string' } } } })
  @ApiNotFoundResponse({ description: 'No such invoice in this organisation' })
  async export(@CurrentKey() me: ApiPrincipal, @Param('id', UuidPipe) id: string, @Query() query: ExportQueryDto, @Res() response: Response): Promise<void> {
    const invoice = await this.load(me, id);
    const format = query.format ?? 'json';
    response.attachment(`${fileStem(invoice)}.${format}`);
    if (format === 'csv') response.type('text/csv; charset=utf-8').send(toCsv(invoice, query.part));
    else response.json(invoice);
  }

  private async load(me: ApiPrincipal, id: string): Promise<InvoiceView> {
    const row = await this.invoices.find(me.organisationId, id);
    if (!row) throw new AppError('not_found', 'There is no invoice under this id.');
    return toInvoiceView(row);
  }
}

/** A file name that every system takes, from a number that may hold anything. */
function fileStem(invoice: InvoiceView): string {
  const number = String(invoice.fields.numer_faktury?.value ?? '').normalize('NFD').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60);
  return `faktura-${number || invoice.id}`;
}
