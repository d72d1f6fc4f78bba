import { Alert, Anchor, List, Stack, Text } from '@mantine/core';
import { IconInfoCircle, IconPlayerPause } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useQuery, useSubscription } from 'urql';
import {
  RolloutChangedDocument,
  type RolloutDetailFragment,
  RolloutExistsDocument,
} from '../../api/generated/operations';
import { problemOf } from '../../api/problem';
import { Loading } from '../../ui/listing';
import { MissingThing } from '../../ui/missing-thing';
import { Page } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { Section } from '../../ui/section';
import { StateBadge } from '../../ui/state-badge';
import { RolloutActions } from './rollout-actions';
import { RolloutDevices } from './rollout-devices';
import { RolloutFacts } from './rollout-facts';
import { StageCard } from './stage-card';

const above = [{ label: 'Rollouts', to: '/rollouts' }];

export function RolloutPage() {
  const { rolloutId = '' } = useParams();
  const variables = { id: rolloutId };
  const [{ data, error }] = useSubscription({ query: RolloutChangedDocument, variables });
  const [known] = useQuery({ query: RolloutExistsDocument, variables });
  const rollout = data?.rolloutChanged;

  if (known.data?.rollout === null)
    return (
      <Page title="Rollout" above={above}>
        <MissingThing what="rollout" listPath="/rollouts" />
      </Page>
    );
  return (
    <Page
      title={rollout?.name ?? known.data?.rollout.name ?? 'Rollout'}
      above={above}
      badge={rollout && <StateBadge state={rollout.state} />}
      actions={rollout && <RolloutActions rollout={rollout} />}
      {...(rollout ? { description: <VersionLink version={rollout.modelVersion} /> } : {})}
    >
      {error && <ProblemAlert title="Live updates have stopped" problem={problemOf(error)} />}
      {rollout ? <LiveRollout rollout={rollout} /> : !error && <Loading what="the rollout" />}
    </Page>
  );
}

function VersionLink({ version }: { readonly version: RolloutDetailFragment['modelVersion'] }) {
  return (
    <>
      of{' '}
      <Anchor
        component={Link}
        to={`/models/${version.model.id}/versions/${version.id}`}
        size="sm"
        underline="always"
      >
        {version.model.name}, version {version.number}
      </Anchor>
    </>
  );
}

function LiveRollout({ rollout }: { readonly rollout: RolloutDetailFragment }) {
  const underWay = rollout.state === 'RUNNING' || rollout.state === 'PAUSED';
  return (
    <>
      <Reasons rollout={rollout} />
      <Section title="Stages">
        <Stack component="ol" className="plain-list" gap="md" m={0} p={0}>
          {rollout.stages.map((stage) => (
            <StageCard
              key={stage.index}
              stage={stage}
              current={underWay && stage.index === rollout.stageIndex}
            />
          ))}
        </Stack>
      </Section>
      <RolloutDevices rolloutId={rollout.id} progressVersion={rollout.progressVersion} />
      <RolloutFacts rollout={rollout} />
    </>
  );
}

/** Why it stands still, or what it waits for. */
function Reasons({ rollout }: { readonly rollout: RolloutDetailFragment }) {
  const { state, pauseReason, reasons } = rollout;
  const paused = state === 'PAUSED';
  const lines = [...new Set([...(pauseReason === null ? [] : [pauseReason]), ...reasons])];
  if (lines.length === 0 || (state !== 'RUNNING' && !paused)) return null;
  const Picture = paused ? IconPlayerPause : IconInfoCircle;
  return (
    <Alert
      role="status"
      color={paused ? 'yellow' : 'blue'}
      icon={<Picture aria-hidden />}
      title={paused ? 'Paused' : 'Waiting'}
    >
      {lines.length === 1 ? (
        <Text size="sm">{lines[0]}</Text>
      ) : (
        <List size="sm">
          {lines.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
