import { useNavigate } from 'react-router';
import { DeleteModelDocument } from '../../api/generated/operations';
import { useAction } from '../../api/use-action';
import { ConfirmButton } from '../../ui/confirm-button';

/** For a model of which nothing can be used. */
export function DeleteModelButton({ modelId }: { readonly modelId: string }) {
  const remove = useAction(DeleteModelDocument);
  const navigate = useNavigate();
  return (
    <ConfirmButton
      label="Delete model"
      title="Delete this model?"
      effect="It goes with its rejected versions, and its name can be used again."
      dangerous
      running={remove.running}
      problem={remove.problem}
      onConfirm={async () => {
        if ((await remove.run({ modelId })) === null) return false;
        await navigate('/models');
        return true;
      }}
    />
  );
}
