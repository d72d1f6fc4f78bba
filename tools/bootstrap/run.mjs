import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/** Runs a program to its end, silent unless it fails. */
export function run(command, args, { env = {}, label = command } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) return resolve();
      reject(new Error(`${label} ended with ${status}\n${Buffer.concat(output)}`));
    });
  });
}
