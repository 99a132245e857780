import { EngineSessions } from './engine-sessions';

/** Counts who holds it. */
class Holder {
  held = 0;
  readonly hold = (): (() => void) => { this.held++; return () => { this.held--; }; };
}

function sessions(): { sessions: EngineSessions; paddle: Holder; tesseract: Holder } {
  const [paddle, tesseract] = [new Holder(), new Holder()];
  return { paddle, tesseract, sessions: new EngineSessions({ paddle, tesseract }, 1000) };
}

describe('EngineSessions', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });

  it('holds what it began with, and what it switched to beside it, once each', () => {
    const { sessions: all, paddle, tesseract } = sessions();
    const session = all.startSession('paddle');
    expect([paddle.held, tesseract.held]).toEqual([1, 0]);
    all.switchEngine(session, 'tesseract');
    all.switchEngine(session, 'paddle');
    all.switchEngine(session, 'tesseract');
    expect([paddle.held, tesseract.held, session.kind]).toEqual([1, 1, 'tesseract']);
  });

  it('lets everything go at its end, and holds nothing for a page that comes after', () => {
    const { sessions: all, paddle, tesseract } = sessions();
    const session = all.startSession('paddle');
    all.switchEngine(session, 'tesseract');
    all.endSession(session);
    all.switchEngine(session, 'paddle');
    expect([paddle.held, tesseract.held, all.count]).toEqual([0, 0, 0]);
  });

  it('cannot hold for ever: a session that nothing uses lets go, and takes hold again when it is used', () => {
    const { sessions: all, paddle } = sessions();
    const session = all.startSession('paddle');
    jest.advanceTimersByTime(999);
    all.switchEngine(session, 'paddle');
    jest.advanceTimersByTime(999);
    expect(paddle.held).toBe(1);
    jest.advanceTimersByTime(1);
    expect([paddle.held, all.count]).toEqual([0, 0]);
    all.switchEngine(session, 'paddle');
    expect(paddle.held).toBe(1);
  });

  it('keeps the engines of one session when another ends', () => {
    const { sessions: all, paddle } = sessions();
    const [first] = [all.startSession('paddle'), all.startSession('paddle')];
    all.endSession(first);
    expect(paddle.held).toBe(1);
  });
});
