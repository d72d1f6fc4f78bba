import { DeleteDatasetDocument } from '../../api/generated/operations';
import { useAction } from '../../api/use-action';
import { ConfirmButton } from '../../ui/confirm-button';

export interface DeleteDatasetButtonProps {
  readonly datasetId: string;
  readonly onDeleted: () => void;
}

/** For a dataset that was rejected. */
export function DeleteDatasetButton({ datasetId, onDeleted }: DeleteDatasetButtonProps) {
  const remove = useAction(DeleteDatasetDocument);
  return (
    <ConfirmButton
      label="Delete"
      title="Delete this dataset?"
      effect="It was rejected, so that nothing uses it."
      size="compact-sm"
      dangerous
      running={remove.running}
      problem={remove.problem}
      onConfirm={async () => {
        if ((await remove.run({ datasetId })) === null) return false;
        onDeleted();
        return true;
      }}
    />
  );
}
