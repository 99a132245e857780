import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import type { Scope } from './api-principal';

export const REQUIRED_SCOPE = 'faktulove:scope';
export const PUBLIC = 'faktulove:public';

/** The scope that a key needs here. An endpoint that names none is refused to everyone. */
export const RequireScope = (scope: Scope): CustomDecorator => SetMetadata(REQUIRED_SCOPE, scope);

/** Open to everyone: health and metrics only. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);
