import { Button } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { ModelVersionDocument } from '../../api/generated/operations';
import { problem, problemOf } from '../../api/problem';
import { useInterval } from '../../api/use-interval';
import { Loading } from '../../ui/listing';
import { MissingThing } from '../../ui/missing-thing';
import { Page } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { StateBadge } from '../../ui/state-badge';
import { BuildVariantsButton } from '../variants/build-variants-button';
import { VariantsSection } from '../variants/variants-section';
import { VersionFacts } from './version-facts';

export function VersionPage() {
  const { modelId = '', versionId = '' } = useParams();
  const [{ data, error }, reload] = useQuery({
    query: ModelVersionDocument,
    variables: { id: versionId },
  });
  const version = data?.modelVersion;
  useInterval(() => {
    if (version?.state === 'IMPORTING') reload({ requestPolicy: 'network-only' });
  }, 1_000);

  return (
    <Page
      title={version ? `${version.model.name}, version ${version.number}` : 'Model version'}
      badge={version && <StateBadge state={version.state} />}
      above={[
        { label: 'Models', to: '/models' },
        { label: version?.model.name ?? 'Model', to: `/models/${modelId}` },
      ]}
      actions={
        version?.state === 'READY' && (
          <>
            <BuildVariantsButton modelVersionId={version.id} />
            <Button
              component={Link}
              to={`/rollouts/new?version=${version.id}`}
              variant="default"
              leftSection={<IconRocket size={16} aria-hidden />}
            >
              Start rollout
            </Button>
          </>
        )
      }
    >
      {error && <ProblemAlert title="Cannot load the version" problem={problemOf(error)} />}
      {version === null && <MissingThing what="model" listPath="/models" />}
      {version === undefined && !error && <Loading what="the version" />}
      {version?.problem && (
        <ProblemAlert
          title="This version was rejected"
          problem={problem(version.problem.code, version.problem.message)}
        />
      )}
      {version && <VersionFacts version={version} />}
      {version?.state === 'READY' && <VariantsSection modelVersionId={version.id} />}
    </Page>
  );
}
