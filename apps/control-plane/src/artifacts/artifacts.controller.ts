import { pipeline } from 'node:stream/promises';
import {
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { ArtifactStore, StoredArtifact } from '@flotilla/artifact-store';
import type { Response } from 'express';
import { type AuthenticatedRequest, BearerGuard } from '../access/bearer.guard';
import type { ControlPlaneConfig } from '../config';
import { ARTIFACT_STORE, CONFIG } from '../injection/tokens';

/** Bytes in and out, streamed; GraphQL carries their digests only. */
@Controller('v1/artifacts')
@UseGuards(BearerGuard)
export class ArtifactsController {
  constructor(
    @Inject(ARTIFACT_STORE) private readonly store: ArtifactStore,
    @Inject(CONFIG) private readonly config: ControlPlaneConfig,
  ) {}

  /** The body is the file. `x-flotilla-digest` (sha256, hex), where sent, must match. */
  @Post()
  @HttpCode(201)
  async upload(@Req() request: AuthenticatedRequest): Promise<StoredArtifact> {
    const expectedDigest = request.header('x-flotilla-digest');
    return this.store.put(request.caller.organisationId, request, {
      maximumBytes: this.config.maximumUploadBytes,
      ...(expectedDigest === undefined ? {} : { expectedDigest }),
    });
  }

  @Get(':digest')
  async download(
    @Req() request: AuthenticatedRequest,
    @Param('digest') digest: string,
    @Res() response: Response,
  ): Promise<void> {
    const { content, sizeBytes } = await this.store.open(request.caller.organisationId, digest);
    response.set({
      'content-type': 'application/octet-stream',
      'content-length': String(sizeBytes),
      'content-disposition': `attachment; filename="${digest}"`,
      'cache-control': 'private, max-age=31536000, immutable',
    });
    await pipeline(content, response).catch(() => {
      // The reader went away; there is nobody to tell.
      response.destroy();
    });
  }
}
