import { ActionIcon, Box, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useId } from 'react';
import { formatPercent, formatPointsDifference, unknown } from '../../ui/format/quantities';
import { formatBytes } from '../../ui/format/quantities';
import { properName } from '../../ui/format/words';
import { LabelledProgress } from '../../ui/labelled-progress';
import { ProblemAlert } from '../../ui/problem-alert';
import { ShareText } from '../../ui/share-text';
import { StateBadge } from '../../ui/state-badge';
import { SaveLink } from '../artifacts/save-link';
import { Candidates } from './candidates';
import { LatencyText } from './latency-text';
import { RanOn } from './ran-on';
import type { LiveVariant } from './use-variants';

const columnCount = 9;

/** One variant, and below it, on demand, every candidate with the reason why it won or lost. */
export function VariantRows({ variant }: { readonly variant: LiveVariant }) {
  const [opened, { toggle }] = useDisclosure(variant.state === 'REJECTED');
  const detailId = useId();
  const Chevron = opened ? IconChevronUp : IconChevronDown;
  const outdated = variant.profileRevision < variant.profile.revision;
  return (
    <>
      <Table.Tr aria-label={variant.profile.name}>
        <Table.Td w={1} pe={0}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-expanded={opened}
            aria-controls={detailId}
            aria-label={`Candidates for ${variant.profile.name}`}
            onClick={toggle}
          >
            <Chevron size={18} aria-hidden />
          </ActionIcon>
        </Table.Td>
        <Table.Td maw={220}>
          <Text size="sm" fw={600}>
            {variant.profile.name}
          </Text>
          {outdated && (
            <Text size="xs" c="dimmed">
              for revision {variant.profileRevision}, now at {variant.profile.revision}
            </Text>
          )}
        </Table.Td>
        <Table.Td>
          <StateBadge state={variant.state} />
        </Table.Td>
        <Measurements variant={variant} />
      </Table.Tr>
      {opened && (
        <Table.Tr id={detailId} className="row-detail">
          <Table.Td colSpan={columnCount}>
            {variant.problem && (
              <Box mb="sm">
                <ProblemAlert
                  title={`No variant for ${variant.profile.name}`}
                  problem={variant.problem}
                />
              </Box>
            )}
            <Candidates variant={variant} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}

function Measurements({ variant }: { readonly variant: LiveVariant }) {
  const { state, progress, artifact, top1, floatTop1 } = variant;
  if (state === 'QUEUED' || state === 'BUILDING')
    return (
      <Table.Td colSpan={6}>
        <LabelledProgress
          label={progress.message === '' ? progress.stage : progress.message}
          fraction={progress.fraction}
        />
      </Table.Td>
    );
  if (artifact === null)
    return (
      <Table.Td colSpan={6}>
        <Text size="sm">{variant.problem?.message ?? 'No candidate passed'}</Text>
      </Table.Td>
    );
  const scheme = variant.scheme === null ? unknown : properName(variant.scheme);
  return (
    <>
      <Table.Td className="nowrap">{scheme}</Table.Td>
      <Table.Td className="nowrap tabular">
        <SaveLink url={artifact.url} fileName={`${variant.profile.name} ${scheme}.tflite`}>
          {formatBytes(artifact.sizeBytes)}
        </SaveLink>
        <Text size="xs" c="dimmed">
          {formatPercent(variant.fileSizeRatio)} of float
        </Text>
      </Table.Td>
      <Table.Td>
        <ShareText share={top1} />
      </Table.Td>
      <Table.Td className="nowrap tabular">
        {top1 && floatTop1 ? formatPointsDifference(top1.value, floatTop1.value) : unknown}
        <Text size="xs" c="dimmed">
          {formatPercent(variant.agreement?.value)} agree
        </Text>
      </Table.Td>
      <Table.Td>
        <LatencyText
          p50Ms={variant.latencyP50Ms}
          p90Ms={variant.latencyP90Ms}
          sampleCount={variant.latencySampleCount}
        />
      </Table.Td>
      <Table.Td>
        <RanOn measuredOn={variant.measuredOn} />
      </Table.Td>
    </>
  );
}
