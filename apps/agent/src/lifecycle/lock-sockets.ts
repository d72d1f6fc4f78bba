import { type FileHandle, open, readdir, unlink } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { isErrno } from '../disk/read-file';

/** A socket that this process listens on. */
export interface LockSocket {
  /** Takes its name away, too. */
  close(): Promise<void>;
}

/** The sockets `agent.<number>.lock` of one folder. */
export class LockSockets {
  private constructor(
    private readonly folder: string,
    private readonly handle: FileHandle,
  ) {}

  /** @throws the system's error */
  static async open(folder: string): Promise<LockSockets> {
    return new LockSockets(folder, await open(folder, 'r'));
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  async list(): Promise<number[]> {
    const names = await readdir(this.folder);
    return names.flatMap((name) => {
      const number = /^agent\.(\d{1,15})\.lock$/.exec(name)?.[1];
      return number === undefined ? [] : [Number(number)];
    });
  }

  /**
   * Takes a name that is not there yet.
   * @returns null when another process has it
   * @throws the system's error
   */
  listen(number: number): Promise<LockSocket | null> {
    const server = createServer((connection) => connection.destroy());
    // What the process has to do keeps it, not its lock.
    server.unref();
    return new Promise((resolve, reject) => {
      server.once('error', (error) => {
        if (isErrno(error, 'EADDRINUSE')) resolve(null);
        else reject(error);
      });
      server.listen(this.address(number), () => {
        resolve({
          close: () =>
            new Promise((closed) => {
              server.close(() => {
                closed();
              });
            }),
        });
      });
    });
  }

  /** Whether a process listens there. Who is too busy to take the connection does, too. */
  answers(number: number): Promise<boolean> {
    return new Promise((resolve) => {
      const connection = connect(this.address(number), () => {
        connection.destroy();
        resolve(true);
      });
      connection.once('error', (error) => {
        resolve(!isErrno(error, 'ECONNREFUSED', 'ENOENT', 'ENOTSOCK'));
      });
    });
  }

  /**
   * With `unlink`, for `rm` looks what it removes is: after a socket, Node 20's `realpathSync` takes links for what they
   * point to until something else was looked at, and `require` finds a workspace's modules twice.
   */
  async remove(number: number): Promise<void> {
    try {
      await unlink(join(this.folder, fileName(number)));
    } catch (error) {
      if (!isErrno(error, 'ENOENT')) throw error;
    }
  }

  /** A socket's address has room for about a hundred bytes; Linux has a short one for an open folder's files. */
  private address(number: number): string {
    const folder = process.platform === 'linux' ? `/proc/self/fd/${this.handle.fd}` : this.folder;
    return join(folder, fileName(number));
  }
}

function fileName(number: number): string {
  return `agent.${number}.lock`;
}
