import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Database } from '@flotilla/database';
import { checkHealth, type HealthReport } from '@flotilla/server-kit';
import type { Response } from 'express';
import { DATABASE } from '../injection/tokens';

/** For load balancers and supervisors; needs no token and tells no more than whether it works. */
@Controller('health')
export class HealthController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** The process lives. */
  @Get('live')
  live(): { ok: true } {
    return { ok: true };
  }

  /** It can do its work. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<HealthReport> {
    const database = { name: 'database', check: () => this.database.platform.organisation.count() };
    const report = await checkHealth([database]);
    response.status(report.ok ? 200 : 503);
    return report;
  }
}
