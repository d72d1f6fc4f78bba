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
import type { Request, Response } from 'express';
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
    const { organisationId } = request.caller;
    const { sizeBytes } = await this.store.stat(organisationId, digest);
    const tag = `"${digest}"`;
    response.set({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${digest}"`,
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=31536000, immutable',
      etag: tag,
    });
    // RFC 9110, §13.1.5: a range of another file is of no use.
    const ranged = (request.get('if-range') ?? tag) === tag ? request.range(sizeBytes) : undefined;
    if (ranged === unsatisfiable) {
      response.status(416).set('content-range', `bytes */${sizeBytes}`).end();
      return;
    }
    // §14.2: what is malformed, of another unit or for several ranges may be answered with the whole.
    const range = isSingleRange(ranged) ? ranged[0] : undefined;
    if (range !== undefined)
      response.status(206).set('content-range', `bytes ${range.start}-${range.end}/${sizeBytes}`);
    const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
    response.set('content-length', String(end - start + 1));
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const { content } = await this.store.open(organisationId, digest, range);
    await pipeline(content, response).catch(() => {
      // The reader went away; there is nobody to tell.
      response.destroy();
    });
  }
}

/** Of Express's `request.range`. */
const unsatisfiable = -1;

type Ranges = ReturnType<Request['range']>;

function isSingleRange(ranges: Ranges): ranges is Exclude<Ranges, number | undefined> {
  return typeof ranges === 'object' && ranges.type === 'bytes' && ranges.length === 1;
}
