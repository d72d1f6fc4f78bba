export { type TelemetryErrorCode } from './errors';
export { LatencySketch } from './latency-sketch';
export {
  accuracyOf,
  latencyPercentiles,
  type LatencyPercentiles,
  mergeSummaries,
  readWindow,
  type Summary,
} from './summary';
export {
  type ClosedWindow,
  closeWindow,
  foldInference,
  type Inference,
  openWindow,
  type OpenWindow,
  type WindowCounts,
} from './window';
