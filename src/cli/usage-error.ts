/** The command line was not understood: exit code 2, with what is wrong. */
export class UsageError extends Error {}
