/** A line of a command's result. Results go to standard output, everything else to standard error. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** A line for the person at the terminal. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A bar that rewrites its line on a terminal and stays silent in a pipe. */
export function progressBar(total: number): { step(label: string): void; end(): void } {
  const terminal = process.stderr.isTTY;
  let done = 0;
  const draw = (label: string): void => {
    const filled = Math.round((done / Math.max(1, total)) * 24);
    process.stderr.write(`\r\x1b[K[${'#'.repeat(filled)}${'.'.repeat(24 - filled)}] ${done}/${total} ${label.slice(0, 60)}`);
  };
  return {
    step(label) { done += 1; if (terminal) draw(label); },
    end() { if (terminal) process.stderr.write('\r\x1b[K'); },
  };
}
