import { config } from 'zod';

// Zod compiles its checks with `new Function`, which the content security policy forbids. Import this before schemas.
config({ jitless: true });
