/** A key that no other call has. (`crypto.randomUUID()` is missing where the dashboard is served without TLS.) */
export function createIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
