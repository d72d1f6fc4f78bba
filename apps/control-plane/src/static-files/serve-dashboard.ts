import { existsSync } from 'node:fs';
import path from 'node:path';
import express, { type Express } from 'express';

/** Paths that are never a page of the dashboard. */
const apiPath = /^\/(?:graphql|v1|health)(?:\/|$)/u;

/** Serves the built dashboard at `/`; every address without a file is one of its pages. */
export function serveDashboard(application: Express, directory: string): void {
  const page = path.join(directory, 'index.html');
  // Vite puts a content hash into the names under assets/.
  application.use(
    '/assets',
    express.static(path.join(directory, 'assets'), {
      immutable: true,
      maxAge: '1y',
      index: false,
      fallthrough: false,
    }),
  );
  application.use(express.static(directory, { index: false, maxAge: 0 }));
  application.use((request, response, next) => {
    const isPage = request.method === 'GET' && !apiPath.test(request.path) && existsSync(page);
    if (isPage) response.set('cache-control', 'no-cache').sendFile(page);
    else next();
  });
}
