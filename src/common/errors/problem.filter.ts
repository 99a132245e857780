import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { MulterError } from 'multer';
import { nameRequest } from '../http/request-id.middleware';
import { withLogIds } from '../logging/log-context';
import { causeStack } from './cause-stack';
import { AppError, type ErrorCode, HTTP_STATUS } from './app-error';

/** Nest's own refusals, e.g. an unknown route or a body that is no JSON. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'validation_failed', 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found', 405: 'method_not_allowed', 409: 'conflict',
  413: 'file_too_large', 415: 'file_type_unsupported', 503: 'database_unavailable',
};

export const PROBLEM_TYPE = 'application/problem+json';

/** What a client reads of an error. @param instance names this one failure in the log */
export function problemText(error: AppError, instance: string): string {
  return JSON.stringify({
    type: `urn:faktulove:problem:${error.code}`, title: error.code.replaceAll('_', ' '), status: HTTP_STATUS[error.code], code: error.code, detail: error.message,
    retryable: error.retryable, ...(error.details ? { details: error.details } : {}), instance,
  });
}

/** Every failure leaves as RFC 9457 `application/problem+json` with a stable code; causes stay in the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const [request, response] = [host.switchToHttp().getRequest<Request>(), host.switchToHttp().getResponse<Response>()];
    const error = nameError(thrown);
    const status = HTTP_STATUS[error.code];
    const id = nameRequest(request, response);
    if (status >= 500) withLogIds({ requestId: id }, () => this.tell(`${error.code} ${request.method} ${request.path}`, error));
    if (response.headersSent) return void response.end();
    if (status === 401) response.setHeader('www-authenticate', 'Bearer');
    if (status === 503) response.setHeader('retry-after', '2');
    response.status(status).type(PROBLEM_TYPE).send(problemText(error, id));
  }

  private tell(line: string, error: AppError): void {
    // What is not there yet fails as it should: nothing to trace.
    if (error.code === 'not_implemented_yet') this.logger.warn(line);
    else this.logger.error(line, causeStack(error));
  }
}

function nameError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof MulterError) {
    if (thrown.code === 'LIMIT_FILE_SIZE') return new AppError('file_too_large', 'The file is larger than this service accepts (MAX_UPLOAD_BYTES).', { cause: thrown });
    if (thrown.code === 'LIMIT_FILE_COUNT' || thrown.code === 'LIMIT_UNEXPECTED_FILE') {
      return new AppError('malformed_upload', 'The form has more file parts than this endpoint takes, or one that is not named "file".', { cause: thrown });
    }
    return new AppError('malformed_upload', `The multipart form could not be read: ${thrown.message}. Send one file part named "file".`, { cause: thrown });
  }
  if (thrown instanceof HttpException) {
    const body = thrown.getResponse();
    const details = typeof body === 'object' && 'message' in body && Array.isArray(body.message) ? { problems: body.message as unknown[] } : undefined;
    const code = CODE_OF_STATUS[thrown.getStatus()] ?? (thrown.getStatus() < 500 ? 'validation_failed' : 'internal');
    return new AppError(code, details ? 'The request is not valid: see details.problems.' : thrown.message, { cause: thrown, ...(details ? { details } : {}) });
  }
  if (isDatabaseDown(thrown)) return new AppError('database_unavailable', 'The database cannot be reached at the moment. Try again shortly.', { retryable: true, cause: thrown });
  if (isClientFault(thrown)) return new AppError('malformed_upload', 'The request could not be read to its end.', { cause: thrown });
  return new AppError('internal', 'An unexpected error occurred. It has been logged under the instance id.', { retryable: true, cause: thrown });
}

/** Prisma and pg report a lost server in several shapes; all mean the same to a client. */
export function isDatabaseDown(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const code = (thrown as { code?: unknown }).code;
  if (typeof code === 'string' && /^(P1001|P1002|P1008|P1017|P2024|ECONNREFUSED|ECONNRESET|57P0[123]|53300)$/.test(code)) return true;
  if (/Can't reach database|Connection terminated|server closed the connection|timeout exceeded when trying to connect|starting up|shutting down|DatabaseNotReachable/i.test(thrown.message)) return true;
  return isDatabaseDown(thrown.cause);
}

/** Body parsers throw plain errors with a 4xx status for a form that breaks off or a JSON that is none. */
function isClientFault(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const status = (thrown as { status?: unknown }).status;
  return (typeof status === 'number' && status >= 400 && status < 500) || /Unexpected end of form|Malformed|Multipart: Boundary not found|Request aborted/i.test(thrown.message);
}
