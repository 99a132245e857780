import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { PageQueryDto } from '../../common/paging/page-query.dto';
import { INVOICE_STATUSES, type InvoiceStatus } from '../invoice-status';
import { ROUTES, type Route } from '../../extraction/extraction.types';
import { ORDERINGS, ORDERING_PATTERN } from '../orderings';
import { IsDay, IsPlainText, OptionalText } from './query-parts';

const tidyNip = (text: string): string => text.replace(/^PL/i, '').replace(/[\s-]/g, '');
const AMOUNT = /^-?\d{1,18}(\.\d{1,2})?$/;
const NIP = { message: '$property must be a NIP of 10 digits' };
const MONEY = { message: '$property must be an amount such as 1234.56' };

/** Filters of the invoice list; all that are given must hold. */
export class InvoicesQueryDto extends PageQueryDto {
  @ApiPropertyOptional({ enum: INVOICE_STATUSES })
  @OptionalText() @IsIn(INVOICE_STATUSES)
  status?: InvoiceStatus;

  @ApiPropertyOptional({ enum: ROUTES })
  @OptionalText() @IsIn(ROUTES)
  route?: Route;

  @ApiPropertyOptional({ example: '5260250274', description: 'Separators and a leading PL do not count.' })
  @OptionalText(tidyNip) @Matches(/^\d{10}$/, NIP)
  sprzedawca_nip?: string;

  @ApiPropertyOptional({ example: '5260250274' })
  @OptionalText(tidyNip) @Matches(/^\d{10}$/, NIP)
  nabywca_nip?: string;

  @ApiPropertyOptional({ description: 'The whole number; case does not count.' })
  @OptionalText() @IsPlainText()
  numer_faktury?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Issued on this day or later.' })
  @OptionalText() @IsDay()
  data_wystawienia_od?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Issued on this day or earlier.' })
  @OptionalText() @IsDay()
  data_wystawienia_do?: string;

  @ApiPropertyOptional({ example: '100.00', description: 'suma_brutto at least.' })
  @OptionalText() @Matches(AMOUNT, MONEY)
  brutto_od?: string;

  @ApiPropertyOptional({ example: '999.99', description: 'suma_brutto at most.' })
  @OptionalText() @Matches(AMOUNT, MONEY)
  brutto_do?: string;

  @ApiPropertyOptional({ example: 'PLN' })
  @OptionalText((text) => text.toUpperCase()) @Matches(/^[A-Z]{3}$/, { message: '$property must be a currency code such as PLN' })
  waluta?: string;

  @ApiPropertyOptional({ description: 'Every word must occur in numbers, names, addresses, accounts or lines; case and diacritics do not count.' })
  @OptionalText() @IsPlainText()
  search?: string;

  @ApiPropertyOptional({ default: '-createdAt', description: `One or several of ${ORDERINGS.join(', ')}, separated by commas; a leading minus turns the order round.` })
  @OptionalText() @Matches(ORDERING_PATTERN, { message: `$property must be made of ${ORDERINGS.join(', ')}` })
  ordering?: string;
}
