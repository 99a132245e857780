import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { CSV_PARTS, type CsvPart } from '../invoice-csv';
import { OptionalText } from './query-parts';

export class ExportQueryDto {
  @ApiPropertyOptional({ enum: ['json', 'csv'], default: 'json' })
  @OptionalText() @IsIn(['json', 'csv'])
  format?: 'json' | 'csv';

  @ApiPropertyOptional({ enum: CSV_PARTS, default: 'invoice', description: 'Of a CSV: the header fields, the lines, or the VAT summary.' })
  @OptionalText() @IsIn(CSV_PARTS)
  part?: CsvPart;
}
