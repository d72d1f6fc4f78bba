import type { JobProblem } from './job-kind';

/** The problem of a row whose job never came back, however often it was published. */
export const lostJob: JobProblem = {
  code: 'JOB_LOST',
  message:
    'the optimizer was gone each time before this was done: it may need more memory than there is, or crash the runtime; look at the log, then try again',
};
