import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQueryDto } from '../../common/paging/page-query.dto';
import { FIELD_NAMES, type FieldName, ROUTES, type Route } from '../../extraction/extraction.types';
import { OptionalText } from '../../invoices/dto/query-parts';
import type { LowField, QueueItem } from '../queue-item';

const PRIORITIES = ROUTES.filter((route) => route !== 'auto_accept');
const VALUE = { oneOf: [{ type: 'string' as const }, { type: 'boolean' as const }], nullable: true };

export class QueueQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ enum: PRIORITIES })
  @OptionalText() @IsIn(PRIORITIES)
  priority?: Route;
}

export class CorrectDto {
  @ApiProperty({
    type: 'object', additionalProperties: VALUE, example: { numer_faktury: 'FV/12/2026', suma_brutto: '1234.56', numer_konta: null },
    description: 'New values in the normal form of the contract; null says that the field is not on the page.',
  })
  @IsObject()
  fields!: Record<string, unknown>;

  @ApiPropertyOptional({ example: 'literówka' })
  @IsOptional() @IsString() @MaxLength(2000)
  note?: string | null;
}

/** Why, in people's words. Both names are understood. */
export class DecisionDto {
  @ApiPropertyOptional({ example: 'nie nasza' })
  @IsOptional() @IsString() @MaxLength(2000)
  note?: string | null;

  @ApiPropertyOptional({ description: 'Another name of `note`.' })
  @IsOptional() @IsString() @MaxLength(2000)
  reason?: string | null;

  get words(): string | null { return this.note ?? this.reason ?? null; }
}

@ApiSchema({ name: 'LowField' })
export class LowFieldDto implements LowField {
  @ApiProperty({ enum: FIELD_NAMES }) field!: FieldName;
  @ApiProperty(VALUE) value!: string | boolean | null;
  @ApiProperty({ type: Number, nullable: true }) confidence!: number | null;
  @ApiProperty({ type: [String], example: ['low_confidence'] }) reasons!: string[];
}

@ApiSchema({ name: 'ReviewItem' })
export class QueueItemDto implements QueueItem {
  @ApiProperty({ format: 'uuid', description: 'The id of the invoice.' }) id!: string;
  @ApiProperty({ format: 'uuid' }) invoiceId!: string;
  @ApiProperty({ format: 'uuid' }) documentId!: string;
  @ApiProperty({ enum: ROUTES }) priority!: Route;
  @ApiProperty({ type: [String] }) reasons!: string[];
  @ApiProperty({ type: [LowFieldDto] }) lowFields!: LowFieldDto[];
  @ApiProperty() confidence!: number;
  @ApiProperty() rodzaj!: string;
  @ApiProperty({ type: 'object', additionalProperties: VALUE }) summary!: QueueItem['summary'];
  @ApiPropertyOptional({ format: 'uuid' }) duplicateOf?: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt!: Date;
  @ApiPropertyOptional({ description: 'Name of the key that holds the lease; absent when nobody does.' }) claimedBy?: string;
  @ApiPropertyOptional() claimedByMe?: boolean;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) claimExpiresAt?: Date;
}

@ApiSchema({ name: 'ReviewPage' })
export class ReviewPageDto {
  @ApiProperty() count!: number;
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
  @ApiProperty({ type: String, nullable: true }) previous!: string | null;
  @ApiProperty({ type: [QueueItemDto] }) results!: QueueItemDto[];
}
