import { isTransient } from '@flotilla/database';
import type { Logger } from '@flotilla/server-kit';

/**
 * Work that is done again and again, never twice at a time: every `intervalMs`, and at once when woken. A failure is
 * logged, and the next round tries again.
 */
export class RepeatedTask {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private isWanted = false;
  private isStopped = true;

  constructor(
    private readonly name: string,
    private readonly intervalMs: number,
    private readonly logger: Logger,
    private readonly work: () => Promise<void>,
  ) {}

  start(): void {
    this.isStopped = false;
    this.wake();
  }

  wake(): void {
    this.isWanted = true;
    if (!this.isStopped) this.running ??= this.run();
  }

  /** Resolves when the round under way is done. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    while (this.isWanted && !this.isStopped) {
      this.isWanted = false;
      try {
        await this.work();
      } catch (error) {
        this.report(error);
        break;
      }
    }
    this.running = null;
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.wake();
    }, this.intervalMs);
  }

  private report(error: unknown): void {
    const details = {
      task: this.name,
      error: error instanceof Error ? error.stack : String(error),
    };
    if (isTransient(error)) this.logger.warn(details, 'the database is away; trying again soon');
    else this.logger.error(details, 'a task failed; trying again soon');
  }
}
