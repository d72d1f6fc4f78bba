import { ConverterError, type ConverterErrorCode } from './errors';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * @param what names the text in the error
 * @throws ConverterError with `code` when the bytes are not UTF-8 JSON with an object at the top
 */
export function parseJsonObject(
  bytes: Uint8Array,
  what: string,
  code: ConverterErrorCode = 'MALFORMED_CONFIG',
): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ConverterError(code, `${what} is not JSON`, { cause });
  }
  if (!isJsonObject(value)) throw new ConverterError(code, `${what} is not a JSON object`);
  return value;
}
