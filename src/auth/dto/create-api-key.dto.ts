import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayNotEmpty, IsArray, IsIn, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import { SCOPES, type Scope } from '../api-principal';

export class CreateApiKeyDto {
  @ApiProperty({ example: 'biuro-rachunkowe', description: 'Made if it does not exist yet. Only the operator may name another organisation than its own.' })
  @IsString() @Length(1, 100) @Matches(/^[^\p{C}]+$/u)
  organisation!: string;

  @ApiProperty({ isArray: true, enum: SCOPES })
  @IsArray() @ArrayNotEmpty() @IsIn(SCOPES, { each: true })
  scopes!: Scope[];

  @ApiProperty({ example: 'skaner w sekretariacie' })
  @IsString() @Length(1, 100) @Matches(/^[^\p{C}]+$/u)
  name!: string;

  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional() @IsISO8601({ strict: true })
  expiresAt?: string;
}
