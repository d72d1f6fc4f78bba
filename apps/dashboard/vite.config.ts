import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const controlPlane = 'http://127.0.0.1:4000';

export default defineConfig(({ command }) => {
  // A test runner's NODE_ENV would put React's slow development build into what is served.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    plugins: [react()],
    // Workspace libraries are bundled from their sources, without a build of their own.
    resolve: { conditions: ['@flotilla/source', 'module', 'browser', 'development|production'] },
    build: { target: 'es2022', chunkSizeWarningLimit: 700 },
    server: {
      port: 4100,
      proxy: {
        '/graphql': { target: controlPlane, ws: true },
        '/v1': { target: controlPlane },
      },
    },
  };
});
