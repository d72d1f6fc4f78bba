import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from '@flotilla/server-kit';
import express, { type Express } from 'express';

/** Paths that are never a page of the dashboard; `api` is where programs look that guess. */
const apiPath = /^\/(?:api|graphql|v1|health)(?:\/|$)/u;

/** Serves the built dashboard at `/`; every address without a file is one of its pages. */
export function serveDashboard(application: Express, directory: string, logger: Logger): void {
  const page = path.join(directory, 'index.html');
  // Vite puts a content hash into the names under assets/.
  application.use(
    '/assets',
    express.static(path.join(directory, 'assets'), {
      immutable: true,
      maxAge: '1y',
      index: false,
    }),
    // A page in place of a script would only confuse a browser that still has an older page.
    (request, response) => {
      logger.debug({ path: request.originalUrl }, 'an asset is not there');
      const message = 'there is no such file; load the page again';
      response.status(404).json({ error: { code: 'NOT_FOUND', message } });
    },
  );
  application.use(express.static(directory, { index: false, maxAge: 0 }));
  application.use((request, response, next) => {
    const isPage = request.method === 'GET' && !apiPath.test(request.path) && existsSync(page);
    if (isPage) response.set('cache-control', 'no-cache').sendFile(page);
    else next();
  });
}
