-- A device's right to connect can be taken away; labels, which nothing could set, are gone.
ALTER TABLE "Device" ADD COLUMN "revokedAt" TIMESTAMPTZ(3);
ALTER TABLE "Device" DROP COLUMN "labels";

ALTER TYPE "DeviceCommandKind" ADD VALUE 'REPORT';
