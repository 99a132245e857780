import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { AppError } from '../errors/app-error';
import { PROBLEM_TYPE, problemText } from '../errors/problem.filter';

/** Requests that no handler ever sees, by Node's names: too slow, headers too long. */
const STATUS_LINES: Readonly<Record<string, string>> = { ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout', HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large' };

/** Answers what cannot be read as HTTP, most often an address with letters that were not percent-encoded, as every other refusal is answered. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  // An answer that is under way, as Node looks for it itself: nothing may be written into its middle.
  const answered = (socket as { _httpMessage?: { headersSent: boolean } | null })._httpMessage?.headersSent === true;
  if (answered || !socket.writable || error.code === 'ECONNRESET') return void socket.destroy(error);
  const text = problemText(new AppError('validation_failed', 'The request cannot be read as HTTP. Letters such as "ę" or spaces in an address must be percent-encoded.'), randomUUID());
  socket.end(`HTTP/1.1 ${STATUS_LINES[error.code ?? ''] ?? '400 Bad Request'}\r\ncontent-type: ${PROBLEM_TYPE}\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`);
}
