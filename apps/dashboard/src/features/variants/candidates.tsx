import { Stack, Table, Text } from '@mantine/core';
import { formatBytes } from '../../ui/format/quantities';
import { properName } from '../../ui/format/words';
import { ShareText } from '../../ui/share-text';
import { StateBadge } from '../../ui/state-badge';
import { LatencyText } from './latency-text';
import { LeftFloat } from './left-float';
import { RanOn } from './ran-on';
import type { LiveVariant } from './use-variants';

const columns = ['Scheme', 'Verdict', 'Why', 'File', 'Top-1', 'p50 / p90', 'Ran on'];

/** What was tried for a variant, and why each candidate won or lost. */
export function Candidates({ variant }: { readonly variant: LiveVariant }) {
  if (variant.candidates.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No candidate has been measured yet.
      </Text>
    );
  return (
    <Table
      aria-label={`Candidates for ${variant.profile.name}`}
      withRowBorders={false}
      verticalSpacing={4}
    >
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column} scope="col" fz="xs">
              {column}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {variant.candidates.map((candidate) => (
          <Table.Tr key={candidate.scheme}>
            <Table.Td className="nowrap">{properName(candidate.scheme)}</Table.Td>
            <Table.Td>
              <StateBadge state={candidate.verdict} />
            </Table.Td>
            <Table.Td maw={320}>
              <Stack gap={2}>
                <Text size="sm">
                  {candidate.reason === '' ? 'kept all limits' : candidate.reason}
                </Text>
                <LeftFloat leftFloat={candidate.leftFloat} />
              </Stack>
            </Table.Td>
            <Table.Td className="nowrap tabular">
              {formatBytes(candidate.artifact?.sizeBytes)}
            </Table.Td>
            <Table.Td>
              <ShareText share={candidate.top1} />
            </Table.Td>
            <Table.Td>
              <LatencyText
                p50Ms={candidate.latencyP50Ms}
                p90Ms={candidate.latencyP90Ms}
                sampleCount={candidate.latencySampleCount}
              />
            </Table.Td>
            <Table.Td>
              <RanOn measuredOn={candidate.measuredOn} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
