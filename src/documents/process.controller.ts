import { Controller, Post, Query, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { ApiPrincipal } from '../auth/api-principal';
import { CurrentKey } from '../auth/current-key.decorator';
import { RequireScope } from '../auth/require-scope.decorator';
import { AppConfig } from '../common/config/config';
import { AppError } from '../common/errors/app-error';
import { toInvoiceView } from '../invoices/invoice-view';
import { InvoicesRepository } from '../invoices/invoices.repository';
import { receiveFiles } from '../upload/receive-file';
import { type UploadAnswer, UploadService } from '../upload/upload.service';
import { DocumentsService } from './documents.service';
import { ApiProblem } from './dto/api-problem.decorator';
import { ProcessedDto, UploadDto } from './dto/document.dto';
import { ProcessQueryDto } from './dto/process-query.dto';

/** Most invoices are smaller; of each upload in flight so much may lie in memory. */
const KEEP_BYTES = 2 ** 20;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,200}$/;

/** The door for files. */
@ApiTags('documents')
@ApiBearerAuth()
@Controller('api/ocr/process')
export class ProcessController {
  constructor(
    private readonly config: AppConfig,
    private readonly uploads: UploadService,
    private readonly documents: DocumentsService,
    private readonly invoices: InvoicesRepository,
  ) {}

  @Post()
  @RequireScope('upload')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Repeats of the request with the same key get the first answer' })
  @ApiOperation({ summary: 'Takes a file. 202: queued; 200: known already, or read within ?wait= seconds' })
  @ApiAcceptedResponse({ type: UploadDto, description: 'Queued; Location names the document' })
  @ApiOkResponse({ type: ProcessedDto, description: 'Known already, or final within the time to wait' })
  @ApiProblem(400, 'No file in the form, a form that cannot be read, or a bad parameter')
  @ApiProblem(401, 'No key, or one that does not count')
  @ApiProblem(403, 'A key that may not upload')
  @ApiProblem(413, 'More bytes than allowed (file_too_large)')
  @ApiProblem(415, 'Neither PDF nor a known picture (file_type_unsupported)')
  @ApiProblem(422, 'Damaged, encrypted, empty, too many pages, too small or too large; or an Idempotency-Key that was used for another file')
  async process(@CurrentKey() me: ApiPrincipal, @Query() query: ProcessQueryDto, @Req() request: Request, @Res() response: Response): Promise<void> {
    const key = request.header('idempotency-key');
    if (key !== undefined && !IDEMPOTENCY_KEY.test(key)) throw new AppError('validation_failed', 'An Idempotency-Key is 1 to 200 visible ASCII characters.');
    const [file] = await receiveFiles(request, response, { incomingDir: this.config.incomingDir, maxBytes: this.config.get('MAX_UPLOAD_BYTES'), maxFiles: 1, keepBytes: KEEP_BYTES });
    const { httpStatus, answer } = await this.uploads.accept(me.organisationId, file, key);
    const waited = query.wait > 0 ? await this.waitFor(me, answer, query.wait, untilClosed(response)) : null;
    response.status(waited ? 200 : httpStatus).location(answer.links.document).json(waited ?? (await this.withStatus(me, answer)));
  }

  /** A known document may be long done: say how it stands now. */
  private async withStatus(me: ApiPrincipal, answer: UploadAnswer): Promise<UploadAnswer> {
    if (!answer.duplicate) return answer;
    const now = await this.documents.ifFinal(me.organisationId, answer.documentId);
    return now ? { ...answer, status: now.status } : answer;
  }

  /** The invoice goes only to keys that may read; a scanner's key learns that its document is done. */
  private async waitFor(me: ApiPrincipal, answer: UploadAnswer, seconds: number, gone: AbortSignal): Promise<object | null> {
    const mayRead = me.scopes.includes('read');
    // A known document most often has its invoice: both are asked for at once.
    const [document, early] = await Promise.all([
      this.documents.waitUntilFinal(me.organisationId, answer.documentId, seconds, gone),
      answer.duplicate && mayRead ? this.invoices.ofDocument(me.organisationId, answer.documentId) : null,
    ]);
    if (!document) return null;
    const { invoiceId } = document;
    const row = invoiceId === null || !mayRead ? null : early?.id === invoiceId ? early : await this.invoices.find(me.organisationId, invoiceId);
    return { ...answer, status: document.status, document, invoice: row ? toInvoiceView(row) : null };
  }
}

/** Aborted as soon as the connection is closed, by either side. */
function untilClosed(response: Response): AbortSignal {
  const gone = new AbortController();
  if (response.destroyed) gone.abort();
  else response.once('close', () => gone.abort());
  return gone.signal;
}
