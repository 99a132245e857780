import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { AppError } from '../common/errors/app-error';
import { ApiProblem } from '../documents/dto/api-problem.decorator';

/** The contract names it, this version does not have it: said plainly instead of pretended. @throws AppError `not_implemented_yet`. */
export function notYet(what: string): never {
  throw new AppError('not_implemented_yet', `${what} is part of the contract but not of this version.`);
}

/** An endpoint that is only planned, in OpenAPI: 501 is its one answer. */
export function Planned(): MethodDecorator {
  return applyDecorators(HttpCode(501), ApiOperation({ summary: 'Planned: 501 in this version' }), ApiProblem(501, 'Not in this version (not_implemented_yet)'));
}
