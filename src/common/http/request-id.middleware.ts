import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { withLogIds } from '../logging/log-context';

/** Gives every request an id (or keeps a harmless one that the client sent) and carries it through the log and the answer. */
export function requestId(request: Request, response: Response, next: NextFunction): void {
  withLogIds({ requestId: nameRequest(request, response) }, next);
}

/** The id of a request; one that failed before the middleware, in the parser of its body, gets its id here. */
export function nameRequest(request: Request, response: Response): string {
  const known = response.getHeader('x-request-id');
  if (typeof known === 'string') return known;
  const given = request.header('x-request-id');
  const id = given && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
  if (!response.headersSent) response.setHeader('x-request-id', id);
  return id;
}
