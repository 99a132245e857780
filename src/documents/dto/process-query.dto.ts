import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

export class ProcessQueryDto {
  @ApiPropertyOptional({ minimum: 0, maximum: 60, description: 'Seconds to wait for the result. Done in time: 200 with document and invoice; else 202.' })
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(60)
  wait: number = 0;
}
