import { setTimeout as pause } from 'node:timers/promises';
import { PlainError } from './say.mjs';

const PATIENCE_MS = 120_000;

/**
 * Waits until the service says that it can read documents.
 * @param {() => void} check called between two questions; what it throws ends the wait
 */
export async function untilReady(url, check = () => {}, { patienceMs = PATIENCE_MS } = {}) {
  let last = 'no answer';
  for (const end = Date.now() + patienceMs; Date.now() < end; await pause(50)) {
    check();
    const answer = await ask(`${url}/health/paddleocr/ready/`);
    if (answer.status === 200) return;
    last = answer.text;
  }
  throw new PlainError(`FaktuLove did not become ready within ${patienceMs / 1000} s; it last said: ${last}`);
}

/** @returns {Promise<{status: number, text: string}>} status 0 where nobody answers */
export async function ask(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    return { status: response.status, text: (await response.text()).slice(0, 1000) };
  } catch (error) {
    return { status: 0, text: error.cause?.message ?? error.message };
  }
}
