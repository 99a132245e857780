/** One line for the person at the terminal. */
export function say(line = '') {
  process.stdout.write(`${line}\n`);
}

/** An error whose message is all that its reader needs: printed without a stack. */
export class PlainError extends Error {}

/** Prints a failure the way its kind deserves and returns the exit code. */
export function sayFailure(error) {
  process.stderr.write(`${error instanceof PlainError ? error.message : (error?.stack ?? String(error))}\n`);
  return 1;
}

// Whoever read our output may leave (npm run up | head); that is no reason to stop serving.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
