/** Where a listener can be reached; an IPv6 address goes in brackets, RFC 3986 §3.2.2. */
export function listenUrl(scheme: string, host: string, port: number): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
