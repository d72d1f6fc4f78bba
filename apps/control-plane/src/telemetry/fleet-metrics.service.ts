export class FleetMetricsService {}
