import { Text, Tooltip } from '@mantine/core';
import type { CandidateFieldsFragment } from '../../api/generated/operations';
import { groupLeftFloat } from './group-left-float';

/** Which operators stayed in float; why, on hover or focus. */
export function LeftFloat({ leftFloat }: Pick<CandidateFieldsFragment, 'leftFloat'>) {
  const groups = groupLeftFloat(leftFloat);
  if (groups.length === 0)
    return (
      <Text size="xs" c="dimmed">
        every operator was quantized
      </Text>
    );
  const why = groups.map(({ operators, reasons }) => `${operators}: ${reasons.join(', ')}`);
  return (
    <Tooltip label={why.join('; ')} multiline w={320}>
      <Text size="xs" c="dimmed" tabIndex={0}>
        left in float: {groups.map(({ operators }) => operators).join(', ')}
      </Text>
    </Tooltip>
  );
}
