import { Anchor, Card, SimpleGrid, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { HomeQuery } from '../../api/generated/operations';
import { formatCount } from '../../ui/format/quantities';

/** The fleet in numbers, each a way to what it counts. */
export function CountCards({ data }: { readonly data: HomeQuery }) {
  const { online, offline, enrolled } = data;
  const counts = [
    { label: 'Devices online', count: online.totalCount, to: '/devices?state=ONLINE' },
    { label: 'Devices offline', count: offline.totalCount, to: '/devices?state=OFFLINE' },
    { label: 'Enrolled, never seen', count: enrolled.totalCount, to: '/devices?state=ENROLLED' },
    { label: 'Rollouts running', count: data.running.totalCount, to: '/rollouts' },
    { label: 'Rollouts paused', count: data.paused.totalCount, to: '/rollouts' },
    { label: 'Variants ready', count: data.readyVariants.totalCount, to: '/models' },
  ];
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }}>
      {counts.map(({ label, count, to }) => (
        <Card key={label} withBorder padding="md">
          <Anchor component={Link} to={to} size="sm" c="dimmed">
            {label}
          </Anchor>
          <Text fz={28} fw={650} className="tabular">
            {formatCount(count)}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}
