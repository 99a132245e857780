import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { OcrRuntimeOptions } from '../document-reader';
import type { OcrProfile } from '../ocr.types';
import { quantile } from './quantile';

export interface StartRequest {
  readonly runtime: Omit<OcrRuntimeOptions, 'artefactsDir' | 'keeping'>;
  readonly profile: OcrProfile;
  readonly file: string;
  readonly mime: string;
  /** Readings after the first. */
  readonly later: number;
}

/** What one process tells of its start, in milliseconds. */
export interface StartTimes {
  /** From the birth of the process until every engine is warm. */
  readonly readyMs: number;
  readonly firstMs: number;
  readonly laterMs: readonly number[];
  /** Of the process when its engines were warm, in MiB. */
  readonly rssMb: number;
}

export interface StartBench {
  readonly cold: Pick<StartTimes, 'readyMs' | 'rssMb'>;
  readonly warm: Pick<StartTimes, 'readyMs' | 'rssMb'>;
  /** First reading after the warm start, median of the later ones, and their ratio. */
  readonly firstMs: number;
  readonly laterMs: number;
  readonly firstOverLater: number;
}

/**
 * Starts a process of its own without artefacts and another with those that the first one left, and reads a page in the second.
 * @throws Error when such a process fails; its last words are in the message
 */
export async function measureStart(request: StartRequest): Promise<StartBench> {
  const artefactsDir = await mkdtemp(join(tmpdir(), 'faktulove-artefacts-'));
  try {
    const cold = await startOnce({ ...request, later: 0 }, artefactsDir);
    const warm = await startOnce(request, artefactsDir);
    const laterMs = quantile(warm.laterMs, 0.5);
    return { cold, warm, firstMs: warm.firstMs, laterMs, firstOverLater: warm.firstMs / laterMs };
  } finally {
    await rm(artefactsDir, { recursive: true, force: true });
  }
}

async function startOnce(request: StartRequest, artefactsDir: string): Promise<StartTimes> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, 'start.process.js'), JSON.stringify({ ...request, runtime: { ...request.runtime, artefactsDir } })]);
  return JSON.parse(stdout) as StartTimes;
}
