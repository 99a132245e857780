import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { withLogIds } from '../logging/log-context';

/** Gives every request an id (or keeps a harmless one that the client sent) and carries it through the log and the answer. */
export function requestId(request: Request, response: Response, next: NextFunction): void {
  const given = request.header('x-request-id');
  const id = given && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
  response.setHeader('x-request-id', id);
  withLogIds({ requestId: id }, next);
}
