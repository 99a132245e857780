import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { ERROR_CODES } from '../../common/errors/app-error';
import { InvoiceDto } from '../../invoices/dto/invoice.dto';
import type { UploadAnswer } from '../../upload/upload.service';
import { DOCUMENT_STATUSES, type DocumentStatus, type DocumentView } from '../document-view';

@ApiSchema({ name: 'DocumentError' })
class DocumentErrorDto {
  @ApiProperty({ enum: ERROR_CODES }) code!: string;
  @ApiProperty() message!: string;
  @ApiProperty() retryable!: boolean;
}

@ApiSchema({ name: 'Document' })
export class DocumentDto implements DocumentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: DOCUMENT_STATUSES }) status!: DocumentStatus;
  @ApiProperty({ description: 'SHA-256 of the bytes, in hex.' }) sha256!: string;
  @ApiProperty({ example: 'application/pdf' }) mime!: string;
  @ApiProperty() bytes!: number;
  @ApiProperty({ minimum: 1 }) pages!: number;
  @ApiProperty() fileName!: string;
  @ApiProperty() attempts!: number;
  @ApiProperty({ type: String, nullable: true }) engine!: string | null;
  @ApiPropertyOptional({ description: 'Of a document that failed.' }) error?: DocumentErrorDto;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'number' }, description: 'Milliseconds by stage.' }) timings!: unknown;
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true }, description: 'Every further way in which a page was read, its reason, and whether it was kept.' }) fallbacks!: unknown;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) invoiceId!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt!: string | null;
}

@ApiSchema({ name: 'DocumentPage' })
export class DocumentPageDto {
  @ApiProperty() count!: number;
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
  @ApiProperty({ type: String, nullable: true }) previous!: string | null;
  @ApiProperty({ type: [DocumentDto] }) results!: DocumentDto[];
}

@ApiSchema({ name: 'Upload' })
export class UploadDto implements UploadAnswer {
  @ApiProperty({ format: 'uuid' }) documentId!: string;
  @ApiProperty({ enum: DOCUMENT_STATUSES }) status!: string;
  @ApiProperty({ description: 'The organisation had these bytes already.' }) duplicate!: boolean;
  @ApiProperty({ type: 'object', properties: { document: { type: 'string' }, file: { type: 'string' }, pages: { type: 'string' } } }) links!: UploadAnswer['links'];
}

@ApiSchema({ name: 'ProcessedUpload' })
export class ProcessedDto extends UploadDto {
  @ApiPropertyOptional({ description: 'With ?wait=, when it was read in time.' }) document?: DocumentDto;
  @ApiPropertyOptional({ type: InvoiceDto, nullable: true, description: 'With ?wait=; null for a key that may not read and for a document that failed.' }) invoice?: InvoiceDto | null;
}

/** RFC 9457: every refusal and failure has this shape. */
@ApiSchema({ name: 'Problem' })
export class ProblemDto {
  @ApiProperty({ example: 'urn:faktulove:problem:file_damaged' }) type!: string;
  @ApiProperty({ example: 'file damaged' }) title!: string;
  @ApiProperty() status!: number;
  @ApiProperty({ enum: ERROR_CODES }) code!: string;
  @ApiProperty({ description: 'For people.' }) detail!: string;
  @ApiProperty({ description: 'Whether the same request may succeed later.' }) retryable!: boolean;
  @ApiPropertyOptional({ type: 'object', additionalProperties: true }) details?: object;
  @ApiPropertyOptional({ description: 'Id of the request, as in the log.' }) instance?: string;
}
