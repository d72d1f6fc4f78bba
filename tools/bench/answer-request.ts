import { writeFileSync } from 'node:fs';

/** Runs a benchmark for the request that the command line holds, as JSON, and writes what comes of it to the file named there. */
export function answerRequest(run: (request: string) => Promise<object>): void {
  const [, , request = '{}', results = ''] = process.argv;
  run(request).then(
    (outcome) => {
      writeFileSync(results, JSON.stringify(outcome));
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
