import { Group } from '@mantine/core';
import { useQuery } from 'urql';
import { HomeDocument } from '../../api/generated/operations';
import { problemOf } from '../../api/problem';
import { Loading } from '../../ui/listing';
import { Page } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { useInterval } from '../../ui/use-interval';
import { CountCards } from './count-cards';
import { LatestVariants } from './latest-variants';
import { NextSteps } from './next-steps';
import { ProfileDevices } from './profile-devices';
import { RunningRollouts } from './running-rollouts';

export function HomePage() {
  const [{ data, error }, reload] = useQuery({ query: HomeDocument });
  useInterval(() => {
    reload({ requestPolicy: 'network-only' });
  }, 5_000);
  return (
    <Page title="Home">
      {error && (
        <ProblemAlert
          title="Cannot load the overview"
          problem={problemOf(error)}
          onRetry={() => {
            reload({ requestPolicy: 'network-only' });
          }}
        />
      )}
      {data ? (
        <>
          <CountCards data={data} />
          <NextSteps data={data} />
          <RunningRollouts data={data} />
          <Group align="stretch" grow preventGrowOverflow={false}>
            <ProfileDevices data={data} />
            <LatestVariants data={data} />
          </Group>
        </>
      ) : (
        !error && <Loading what="the overview" />
      )}
    </Page>
  );
}
