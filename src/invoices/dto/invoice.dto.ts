import { ApiExtraModels, ApiProperty, ApiPropertyOptional, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { INVOICE_STATUSES, type InvoiceStatus } from '../invoice-status';
import { FIELD_NAMES, KINDS, ROUTES, type Alternative, type Check, type Field, type FieldSource, type PodsumowanieVat, type Pozycja, type Route } from '../../extraction/extraction.types';
import type { Quad } from '../../ocr/ocr.types';
import type { CorrectionView, FieldMap, InvoiceView } from '../invoice-view';

const VALUE = { oneOf: [{ type: 'string' as const }, { type: 'boolean' as const }] };
const AMOUNT = { type: String, nullable: true, example: '1234.56' } as const;
const SHARE = { minimum: 0, maximum: 1 } as const;

@ApiSchema({ name: 'Field' })
export class FieldDto implements Field {
  @ApiProperty({ ...VALUE, description: 'In normal form: ISO dates, amounts with a dot, NIP and accounts as digits; `mpp` is a boolean.' }) value!: string | boolean;
  @ApiProperty({ description: 'As it stood on the page.' }) raw!: string;
  @ApiProperty(SHARE) confidence!: number;
  @ApiProperty({ minimum: 1 }) page!: number;
  @ApiProperty({ type: 'array', nullable: true, minItems: 4, maxItems: 4, items: { type: 'array', items: { type: 'number' } }, description: 'Four corners in pixels of the page.' }) polygon!: Quad | null;
  @ApiProperty({ enum: ['ocr', 'pdf_text', 'qr', 'derived', 'human'] }) source!: FieldSource;
  @ApiProperty({ type: 'array', items: { type: 'object', properties: { code: { type: 'string' }, ok: { type: 'boolean' } } } }) checks!: Check[];
  @ApiProperty({ type: 'array', items: { type: 'object', properties: { value: VALUE, confidence: { type: 'number' } } } }) alternatives!: Alternative[];
}

@ApiSchema({ name: 'InvoiceItem' })
export class ItemDto implements Pozycja {
  @ApiProperty() lp!: number;
  @ApiProperty() nazwa!: string;
  @ApiProperty({ ...AMOUNT, example: '2.5' }) ilosc!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'szt.' }) jednostka!: string | null;
  @ApiProperty(AMOUNT) cena_netto!: string | null;
  @ApiProperty({ type: String, nullable: true, example: '23%' }) stawka_vat!: string | null;
  @ApiProperty(AMOUNT) wartosc_netto!: string | null;
  @ApiProperty(AMOUNT) wartosc_vat!: string | null;
  @ApiProperty(AMOUNT) wartosc_brutto!: string | null;
  @ApiProperty(SHARE) confidence!: number;
  @ApiProperty() page!: number;
}

@ApiSchema({ name: 'InvoiceVatRow' })
export class VatRowDto implements PodsumowanieVat {
  @ApiProperty({ example: '23%' }) stawka!: string;
  @ApiProperty(AMOUNT) netto!: string | null;
  @ApiProperty(AMOUNT) vat!: string | null;
  @ApiProperty(AMOUNT) brutto!: string | null;
  @ApiProperty(SHARE) confidence!: number;
  @ApiProperty() page!: number;
}

@ApiSchema({ name: 'Correction' })
export class CorrectionDto implements CorrectionView {
  @ApiProperty({ enum: FIELD_NAMES }) field!: string;
  @ApiProperty({ ...VALUE, nullable: true, description: 'What the machine had read, however often people corrected it since.' }) machineValue!: string | boolean | null;
  @ApiProperty({ ...VALUE, nullable: true, description: 'Null: the field is not on the page.' }) humanValue!: string | boolean | null;
  @ApiProperty({ description: 'Name of the key that was used.' }) by!: string;
  @ApiProperty({ type: String, format: 'date-time' }) at!: Date;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
}

@ApiExtraModels(FieldDto)
@ApiSchema({ name: 'Invoice' })
export class InvoiceDto implements InvoiceView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) documentId!: string;
  @ApiProperty({ enum: INVOICE_STATUSES }) status!: InvoiceStatus;
  @ApiProperty({ enum: ROUTES }) route!: Route;
  @ApiProperty({ type: [String], description: 'Why it needs a person: stable codes.', example: ['low_confidence:suma_vat'] }) reasons!: string[];
  @ApiProperty(SHARE) confidence!: number;
  @ApiProperty({ enum: KINDS }) rodzaj!: string;
  @ApiProperty({
    type: 'object', additionalProperties: false, required: [...FIELD_NAMES], description: 'Null: not on the page.',
    properties: Object.fromEntries(FIELD_NAMES.map((name) => [name, { nullable: true, allOf: [{ $ref: getSchemaPath(FieldDto) }] }])),
  })
  fields!: FieldMap;

  @ApiProperty({ type: [VatRowDto] }) podsumowanie_vat!: VatRowDto[];
  @ApiProperty({ type: [ItemDto] }) pozycje!: ItemDto[];
  @ApiPropertyOptional({ format: 'uuid', description: 'An earlier invoice with the same seller, number and kind.' }) duplicateOf?: string;
  @ApiProperty({ type: [CorrectionDto] }) corrections!: CorrectionDto[];
  @ApiProperty() engine!: string;
  @ApiProperty() modelHash!: string;
  @ApiProperty() configHash!: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt!: Date;
  @ApiProperty({ type: String, format: 'date-time' }) updatedAt!: Date;
  @ApiPropertyOptional({ type: String, format: 'date-time' }) decidedAt?: Date;
  @ApiPropertyOptional() decidedBy?: string;
  @ApiPropertyOptional() decisionNote?: string;
}

@ApiSchema({ name: 'InvoicePage' })
export class InvoicePageDto {
  @ApiProperty() count!: number;
  @ApiProperty({ type: String, nullable: true }) next!: string | null;
  @ApiProperty({ type: String, nullable: true }) previous!: string | null;
  @ApiProperty({ type: [InvoiceDto] }) results!: InvoiceDto[];
}
