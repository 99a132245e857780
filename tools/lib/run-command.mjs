import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/** Children of this tool that still run, so that a stop signal reaches them. */
const running = new Set();

/**
 * Runs a command to its end, its output kept and, with `show`, passed on as it comes.
 * @param {string} command
 * @param {string[]} args
 * @param {{env?: NodeJS.ProcessEnv, cwd?: string, show?: boolean, uid?: number, gid?: number}} options
 * @returns {Promise<{code: number, output: string}>} exit code (128 for a signal) and both streams together
 */
export function runCommand(command, args, { env = process.env, cwd = ROOT, show = false, uid, gid } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, env, ...(uid === undefined ? {} : { uid, gid }), stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'] });
    let output = '';
    running.add(child);
    child.stdout?.on('data', (chunk) => { output += chunk; });
    child.stderr?.on('data', (chunk) => { output += chunk; });
    child.once('error', (error) => { running.delete(child); fail(error); });
    child.once('close', (code) => { running.delete(child); done({ code: code ?? 128, output }); });
  });
}

/** Ends whatever runCommand still waits for. */
export function stopCommands() {
  for (const child of running) child.kill('SIGTERM');
}
