import { Alert, Button, Code, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem';

export interface ProblemAlertProps {
  readonly title: string;
  readonly problem: Pick<Problem, 'code' | 'message'> & { readonly advice?: string | null };
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}

/** What went wrong, its code, and what to do. */
export function ProblemAlert({ title, problem, onRetry, children }: ProblemAlertProps) {
  return (
    <Alert role="alert" color="red" icon={<IconAlertCircle aria-hidden />} title={title}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          {problem.message} <Code>{problem.code}</Code>
        </Text>
        {problem.advice != null && <Text size="sm">{problem.advice}</Text>}
        {onRetry && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
        {children}
      </Stack>
    </Alert>
  );
}
