import { AppError } from './app-error';
import { causeStack } from './cause-stack';

describe('causeStack', () => {
  const prisma = Object.assign(new Error('Invalid `create()` invocation:\n    at Kowalski, NIP 5260001246'), { name: 'PrismaClientKnownRequestError', code: 'P2002' });
  const told = causeStack(new AppError('internal', 'An unexpected error occurred.', { cause: prisma }));

  it('tells class, code and place of an error and its cause', () => {
    expect(told).toMatch(/^AppError internal\n {4}at [^]*caused by PrismaClientKnownRequestError P2002\n {4}at .*cause-stack\.spec/);
  });

  it('leaves out what messages say', () => {
    expect(told).not.toMatch(/Kowalski|Invalid/);
  });
});
