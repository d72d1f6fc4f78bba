import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { HomeQuery } from '../../api/generated/operations';
import { formatBytes, formatPercent } from '../../ui/format/quantities';
import { properName } from '../../ui/format/words';
import { Section } from '../../ui/section';
import { StateBadge } from '../../ui/state-badge';

type Variant = HomeQuery['latestVariants']['edges'][number]['node'];

/** What was built last, and what it came to. */
export function LatestVariants({ data }: { readonly data: HomeQuery }) {
  const variants = data.latestVariants.edges.map(({ node }) => node);
  return (
    <Section title="Latest variants">
      {variants.length === 0 ? (
        <Text size="sm" c="dimmed">
          None yet.
        </Text>
      ) : (
        <Stack component="ul" className="plain-list" m={0} p={0} gap="sm">
          {variants.map((variant) => (
            <Group component="li" key={variant.id} justify="space-between" wrap="nowrap">
              <div>
                <Anchor component={Link} to={pathOf(variant)} size="sm">
                  {variant.modelVersion.model.name} {variant.modelVersion.number} for{' '}
                  {variant.profile.name}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {summaryOf(variant)}
                </Text>
              </div>
              <StateBadge state={variant.state} />
            </Group>
          ))}
        </Stack>
      )}
    </Section>
  );
}

function pathOf({ modelVersion }: Variant): string {
  return `/models/${modelVersion.model.id}/versions/${modelVersion.id}`;
}

function summaryOf({ state, scheme, artifact, top1, progress, problem }: Variant): string {
  if (state === 'QUEUED' || state === 'BUILDING')
    return `${progress.stage} ${formatPercent(progress.fraction, 0)}`;
  if (problem !== null) return problem.message;
  if (scheme === null) return 'no candidate passed';
  return `${properName(scheme)}, ${formatBytes(artifact?.sizeBytes)}, top-1 ${formatPercent(top1?.value)}`;
}
