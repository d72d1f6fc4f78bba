import { z } from 'zod';
import { ConfigError } from './errors';

/**
 * Reads a server's configuration out of its environment: `names` says which variable holds which value. Empty
 * variables count as absent. Every fault is reported at once, by the variable's name.
 * @returns frozen
 * @throws ConfigError
 */
export function parseConfig<Schema extends z.ZodObject>(
  schema: Schema,
  names: Readonly<Record<keyof Schema['shape'] & string, string>>,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<z.infer<Schema>> {
  const values = Object.fromEntries(
    Object.entries(names)
      .map(([key, name]) => [key, environment[name]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(values);
  if (result.success) return Object.freeze(result.data);
  const faults = result.error.issues.map(({ path, message }) => {
    const key = String(path[0]);
    const name = Object.hasOwn(names, key) ? names[key as keyof Schema['shape'] & string] : key;
    return `  ${name}: ${message}`;
  });
  throw new ConfigError(
    'INVALID_CONFIG',
    `cannot start with this environment:\n${faults.join('\n')}`,
  );
}
