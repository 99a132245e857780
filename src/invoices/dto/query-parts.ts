import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsOptional, Matches, MaxLength, registerDecorator } from 'class-validator';

/** An optional query parameter. Empty means not given, as an untouched field of a form arrives; `tidy` sees text only. */
export function OptionalText(tidy: (text: string) => string = (text) => text): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? tidyGiven(value.trim(), tidy) : value)),
    IsOptional(),
  );
}

/** What tidying leaves empty is still given, so that it is refused and not taken for no filter. */
function tidyGiven(text: string, tidy: (text: string) => string): string | undefined {
  return text === '' ? undefined : tidy(text);
}

/** Text that PostgreSQL takes and that is no abuse of a search. */
export function IsPlainText(): PropertyDecorator {
  return applyDecorators(Matches(/^[^\p{Cc}]*$/u, { message: '$property must be text without control characters' }), MaxLength(200));
}

/** A day that exists, as `2026-03-05`. */
export function IsDay(): PropertyDecorator {
  return (target, property) => registerDecorator({
    name: 'isDay', target: target.constructor, propertyName: String(property),
    options: { message: '$property must be an existing day such as 2026-03-05' }, validator: { validate: isDay },
  });
}

export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
