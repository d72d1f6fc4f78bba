import { SimpleGrid } from '@mantine/core';
import { useMemo } from 'react';
import { useQuery } from 'urql';
import { HomeDocument } from '../../api/generated/operations';
import { problemOf } from '../../api/problem';
import { useInterval } from '../../api/use-interval';
import { Loading } from '../../ui/listing';
import { Page } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { useNow } from '../../ui/use-now';
import { defaultRange, sinceOf } from '../fleet/time-ranges';
import { CountCards } from './count-cards';
import { LatestVariants } from './latest-variants';
import { NextSteps } from './next-steps';
import { ProfileDevices } from './profile-devices';
import { RunningRollouts } from './running-rollouts';

export function HomePage() {
  const since = sinceOf(defaultRange, useNow());
  const variables = useMemo(() => ({ since }), [since]);
  const [{ data, error }, reload] = useQuery({ query: HomeDocument, variables });
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
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            <ProfileDevices data={data} />
            <LatestVariants data={data} />
          </SimpleGrid>
        </>
      ) : (
        !error && <Loading what="the overview" />
      )}
    </Page>
  );
}
