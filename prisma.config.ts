import { defineConfig } from 'prisma/config';

// Only `prisma generate` reads this; at run time the platform applies its migrations by itself (libs/database).
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
