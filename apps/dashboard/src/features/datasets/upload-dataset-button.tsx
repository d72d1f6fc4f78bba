import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUpload } from '@tabler/icons-react';
import { UploadDatasetForm } from './upload-dataset-form';

export function UploadDatasetButton({ onUploaded }: { readonly onUploaded: () => void }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={open}>
        Upload dataset
      </Button>
      <Modal opened={opened} onClose={close} title="Upload dataset" closeOnClickOutside={false}>
        <UploadDatasetForm
          onUploaded={() => {
            close();
            onUploaded();
          }}
        />
      </Modal>
    </>
  );
}
