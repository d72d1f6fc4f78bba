import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { RolloutChoicesDocument } from '../../api/generated/operations';
import { problemOf } from '../../api/problem';
import { Loading } from '../../ui/listing';
import { Page } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { RolloutBuilder } from './rollout-builder';

export function NewRolloutPage() {
  const [search] = useSearchParams();
  const [{ data, error }] = useQuery({
    query: RolloutChoicesDocument,
    variables: { first: 50 },
    requestPolicy: 'network-only',
  });
  return (
    <Page
      title="Start rollout"
      above={[{ label: 'Rollouts', to: '/rollouts' }]}
      description="Stages are cumulative shares of the devices. Each must prove itself before the next one begins; otherwise the rollout pauses and says why."
    >
      {error && <ProblemAlert title="Cannot load the models" problem={problemOf(error)} />}
      {data ? (
        <RolloutBuilder
          models={data.models.edges.map(({ node }) => node)}
          initialVersionId={search.get('version')}
        />
      ) : (
        !error && <Loading what="the models" />
      )}
    </Page>
  );
}
