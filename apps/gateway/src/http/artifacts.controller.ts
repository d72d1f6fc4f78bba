import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ArtifactStore } from '@flotilla/artifact-store';
import { Controller, Get, Inject, Param, Req, Res, UseGuards } from '@nestjs/common';
import type { GatewayConfig } from '../config';
import { GatewayError } from '../errors';
import { artifactResponse } from './artifact-response';
import { DeviceGuard, type DeviceRequest } from './device-guard';
import { ARTIFACT_STORE, CONFIG } from './tokens';

/** Artifact bytes, for devices of the organisation that owns them. Express answers HEAD by the same route. */
@Controller('v1/artifacts')
@UseGuards(DeviceGuard)
export class ArtifactsController {
  private downloads = 0;

  constructor(
    @Inject(ARTIFACT_STORE) private readonly store: ArtifactStore,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Get(':digest')
  async download(
    @Param('digest') digest: string,
    @Req() request: DeviceRequest,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const { organisationId } = request.device;
    const stored = await this.store.stat(organisationId, digest);
    const { status, headers, body } = artifactResponse(stored, request.headers);
    if (body === undefined || request.method === 'HEAD') {
      response.writeHead(status, headers).end();
      return;
    }
    if (this.downloads >= this.config.maximumDownloads) {
      throw new GatewayError('BUSY', 'too many downloads at the same time; try again later');
    }
    this.downloads++;
    try {
      const range = body === 'whole' ? undefined : body;
      const { content } = await this.store.open(organisationId, digest, range);
      response.setTimeout(this.config.downloadIdleTimeoutMs, () => response.destroy());
      response.writeHead(status, headers);
      await pipeline(content, response);
    } finally {
      this.downloads--;
    }
  }
}
