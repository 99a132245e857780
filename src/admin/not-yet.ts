import { AppError } from '../common/errors/app-error';

/** The contract names it, this version does not have it: said plainly instead of pretended. @throws AppError `not_implemented_yet`. */
export function notYet(what: string): never {
  throw new AppError('not_implemented_yet', `${what} is part of the contract but not of this version.`);
}
