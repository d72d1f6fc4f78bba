import { Anchor, Card, Table } from '@mantine/core';
import { IconVersions } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import {
  ModelDocument,
  ModelVersionsDocument,
  type VersionFieldsFragment,
} from '../../api/generated/operations';
import { problemOf } from '../../api/problem';
import { type Pages, usePages } from '../../api/use-pages';
import { Age } from '../../ui/age';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { formatBytes, formatCount } from '../../ui/format/quantities';
import { Listing } from '../../ui/listing';
import { MissingThing } from '../../ui/missing-thing';
import { Page } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { StateBadge } from '../../ui/state-badge';
import { DeleteModelButton } from './delete-model-button';
import { RegisterModelButton } from './register-model-button';

const above = [{ label: 'Models', to: '/models' }];
const columns = ['Version', 'State', 'Format', 'Parameters', 'Float file', 'Registered'];

export function ModelPage() {
  const { modelId = '' } = useParams();
  const variables = useMemo(() => ({ id: modelId }), [modelId]);
  const [{ data, error }] = useQuery({ query: ModelDocument, variables });
  const model = data?.model;
  const versions = usePages({
    query: ModelVersionsDocument,
    variables,
    connection: ({ model: found }) => found?.versions,
    keyOf: ({ id }) => id,
  });
  const isUseless = versions.nodes?.every(({ state }) => state === 'REJECTED') ?? false;
  return (
    <Page
      title={model?.name ?? 'Model'}
      {...(model ? { description: model.description } : {})}
      above={above}
      actions={
        model && (
          <>
            {isUseless && <DeleteModelButton modelId={modelId} />}
            <RegisterModelButton modelId={modelId} />
          </>
        )
      }
    >
      {error && <ProblemAlert title="Cannot load the model" problem={problemOf(error)} />}
      {model === null ? (
        <MissingThing what="model" listPath="/models" />
      ) : (
        <Card withBorder>
          <Versions modelId={modelId} pages={versions} />
        </Card>
      )}
    </Page>
  );
}

interface VersionsProps {
  readonly modelId: string;
  readonly pages: Pages<VersionFieldsFragment>;
}

function Versions({ modelId, pages }: VersionsProps) {
  return (
    <Listing
      what="versions"
      pages={pages}
      empty={
        <EmptyState icon={IconVersions} title="No versions yet">
          Upload the trained file as the first version.
        </EmptyState>
      }
    >
      {(versions) => (
        <DataTable label="Versions" columns={columns}>
          {versions.map((version) => (
            <VersionRow key={version.id} modelId={modelId} version={version} />
          ))}
        </DataTable>
      )}
    </Listing>
  );
}

interface VersionRowProps {
  readonly modelId: string;
  readonly version: VersionFieldsFragment;
}

function VersionRow({ modelId, version }: VersionRowProps) {
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          component={Link}
          to={`/models/${modelId}/versions/${version.id}`}
          size="sm"
          fw={600}
        >
          Version {version.number}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <StateBadge state={version.state} />
      </Table.Td>
      <Table.Td>{version.format ?? 'unknown'}</Table.Td>
      <Table.Td className="tabular">{formatCount(version.parameterCount)}</Table.Td>
      <Table.Td className="tabular">{formatBytes(version.floatModel?.sizeBytes)}</Table.Td>
      <Table.Td>
        <Age instant={version.createdAt} />
      </Table.Td>
    </Table.Tr>
  );
}
