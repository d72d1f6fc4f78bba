/** What every GraphQL resolver may ask of the call, over HTTP and WebSocket alike. */
export interface ApiContext {
  readonly organisationId: string;
}
