/**
 * Starts a process that runs until a signal ends it. One that cannot start ends at once with code 1, whatever it had opened
 * already: a half-started process would look alive to whoever watches it.
 */
export async function startOrExit(name: string, start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.stderr.write(`${name} could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  }
}
