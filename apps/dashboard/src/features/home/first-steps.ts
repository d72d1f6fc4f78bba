import type { HomeQuery } from '../../api/generated/operations';

export interface FirstStep {
  readonly title: string;
  readonly detail: string;
  readonly to: string;
  readonly done: boolean;
}

/** The way from an empty installation to a first rollout. */
export function firstSteps(data: HomeQuery): readonly FirstStep[] {
  const model = data.models.edges[0]?.node;
  const version = model?.versions.edges[0]?.node;
  const devices = data.online.totalCount + data.offline.totalCount + data.enrolled.totalCount;
  return [
    {
      title: 'Register a model',
      detail: 'Upload a Keras, TensorFlow.js or float TensorFlow Lite file.',
      to: '/models',
      done: version !== undefined,
    },
    {
      title: 'Upload data',
      detail: 'Typical inputs for calibration, labelled ones for evaluation.',
      to: '/datasets',
      done: data.datasets.totalCount > 0,
    },
    {
      title: 'Build variants',
      detail: 'One for each hardware profile, measured in the real runtime.',
      to: model && version ? `/models/${model.id}/versions/${version.id}` : '/models',
      done: data.readyVariants.totalCount > 0,
    },
    {
      title: 'Enrol devices',
      detail: 'Start an agent with a one-time token.',
      to: '/devices',
      done: devices > 0,
    },
    {
      title: 'Start a rollout',
      detail: 'In stages that advance while accuracy and latency hold.',
      to: version ? `/rollouts/new?version=${version.id}` : '/rollouts',
      done: data.allRollouts.totalCount > 0,
    },
  ];
}
