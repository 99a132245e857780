import { type ArgumentsHost, Logger } from '@nestjs/common';
import { AppError } from './app-error';
import { ProblemFilter } from './problem.filter';

describe('ProblemFilter', () => {
  const request = { method: 'POST', path: '/api/x', headers: {} };
  const response = { headersSent: true, setHeader: () => undefined, getHeader: () => 'id', end: () => undefined };
  const host = { switchToHttp: () => ({ getRequest: () => request, getResponse: () => response }) } as unknown as ArgumentsHost;
  afterEach(() => jest.restoreAllMocks());

  it.each([['not_implemented_yet', [1, 0]], ['internal', [0, 1]], ['not_found', [0, 0]]] as const)('says of %s so many warnings and errors: %j', (code, told) => {
    const [warn, error] = [jest.spyOn(Logger.prototype, 'warn').mockImplementation(), jest.spyOn(Logger.prototype, 'error').mockImplementation()];
    new ProblemFilter().catch(new AppError(code, 'scripted'), host);
    expect([warn.mock.calls.length, error.mock.calls.length]).toEqual(told);
  });
});
