import { List, MultiSelect, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from 'urql';
import { RolloutPreviewDocument } from '../../api/generated/operations';
import { problemOf } from '../../api/problem';
import { ProblemAlert } from '../../ui/problem-alert';
import { previewTargets } from './preview-targets';
import type { RolloutForm } from './rollout-form';

/** Which devices are meant, and which variant each of them will get. */
export function TargetFields({ form }: { readonly form: UseFormReturnType<RolloutForm> }) {
  const { modelVersionId, profileIds } = form.values;
  const [{ data, error }] = useQuery({
    query: RolloutPreviewDocument,
    variables: { modelVersionId: modelVersionId ?? '' },
    pause: modelVersionId === null,
  });
  const profiles = data?.hardwareProfiles.edges.map(({ node }) => node) ?? [];
  const variants = data?.variants.edges.map(({ node }) => node) ?? [];
  return (
    <>
      <MultiSelect
        label="Hardware profiles"
        description="Leave empty for every device that has a profile."
        placeholder={profileIds.length === 0 ? 'All profiles' : ''}
        data={profiles.map(({ id, name }) => ({ value: id, label: name }))}
        disabled={modelVersionId === null}
        searchable
        clearable
        {...form.getInputProps('profileIds')}
      />
      {error && <ProblemAlert title="Cannot tell who is meant" problem={problemOf(error)} />}
      {modelVersionId !== null && data !== undefined && (
        <div role="status" aria-label="Devices that are meant">
          <Text size="sm" fw={600}>
            Who gets what
          </Text>
          <List size="sm">
            {previewTargets(profiles, variants, profileIds).map(({ profileId, text }) => (
              <List.Item key={profileId}>{text}</List.Item>
            ))}
          </List>
        </div>
      )}
    </>
  );
}
