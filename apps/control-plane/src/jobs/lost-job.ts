import type { JobProblem } from './job-kind';

/** The problem of a row whose job never came back. */
export const lostJob: JobProblem = {
  code: 'JOB_LOST',
  message: 'the optimizer never finished this; look at its log, then try again',
};
