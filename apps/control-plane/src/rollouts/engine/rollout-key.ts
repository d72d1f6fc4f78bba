export interface RolloutKey {
  readonly organisationId: string;
  readonly id: string;
}
