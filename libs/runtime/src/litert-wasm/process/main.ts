import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LitertReply, LitertRequest } from '../messages';

// The process that runs models. It only passes messages on: a model that never ends must not keep it from hearing that
// its parent is gone.
const [, , folder] = process.argv;
const thread = new Worker(path.join(__dirname, 'thread.js'), { workerData: folder });

process.on('message', (request: LitertRequest) => {
  thread.postMessage(request);
});
thread.on('message', (reply: LitertReply) => {
  process.send?.(reply);
});
const end = () => process.exit(1);
thread.on('error', end);
thread.on('exit', end);
// The parent is gone: nobody would hear the answers.
process.on('disconnect', () => {
  process.exit(0);
});
