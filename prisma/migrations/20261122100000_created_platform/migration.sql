-- Foreign keys include organisationId, so that no row can refer to another organisation's.

CREATE TYPE "ModelVersionState" AS ENUM ('IMPORTING', 'READY', 'REJECTED');

CREATE TYPE "DatasetRole" AS ENUM ('CALIBRATION', 'EVALUATION');

CREATE TYPE "DatasetState" AS ENUM ('CHECKING', 'READY', 'REJECTED');

CREATE TYPE "VariantState" AS ENUM ('QUEUED', 'BUILDING', 'READY', 'REJECTED', 'FAILED');

CREATE TYPE "RolloutState" AS ENUM ('RUNNING', 'PAUSED', 'COMPLETED', 'ABORTED');

CREATE TYPE "RolloutStageState" AS ENUM ('PENDING', 'RUNNING', 'PASSED', 'FAILED');

CREATE TYPE "RolloutDeviceState" AS ENUM ('PENDING', 'OFFERED', 'DOWNLOADING', 'VERIFYING', 'TESTING', 'COMMITTING', 'SUCCEEDED', 'ALREADY_INSTALLED', 'NO_VARIANT', 'FAILED', 'REJECTED', 'ROLLED_BACK', 'CANCELLED', 'SUPERSEDED');

CREATE TYPE "DeviceCommandKind" AS ENUM ('PING', 'ROLL_BACK');

CREATE TYPE "DeviceCommandState" AS ENUM ('SENT', 'DONE', 'FAILED');

CREATE TYPE "SummaryGrain" AS ENUM ('FIVE_MINUTES', 'HOUR', 'DAY');

CREATE TABLE "Organisation" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ApiToken" (
    "organisationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),
    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("organisationId", "id")
);

CREATE TABLE "IdempotencyKey" (
    "organisationId" TEXT NOT NULL,
    "keyHash" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("organisationId", "keyHash")
);

CREATE TABLE "Model" (
    "organisationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Model_pkey" PRIMARY KEY ("organisationId", "id")
);

CREATE TABLE "ModelVersion" (
    "organisationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "ModelVersionState" NOT NULL DEFAULT 'IMPORTING',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "jobDueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "problemCode" TEXT,
    "problemMessage" TEXT,
    "sourceDigest" TEXT NOT NULL,
    "sourceSizeBytes" BIGINT NOT NULL,
    "floatDigest" TEXT,
    "floatSizeBytes" BIGINT,
    "format" TEXT,
    "parameterCount" BIGINT,
    "operatorCount" INTEGER,
    "weightBytes" BIGINT,
    "inputs" JSONB NOT NULL DEFAULT '[]',
    "outputs" JSONB NOT NULL DEFAULT '[]',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "ModelVersion_pkey" PRIMARY KEY ("organisationId", "id")
);

CREATE TABLE "Dataset" (
    "organisationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "DatasetRole" NOT NULL,
    "state" "DatasetState" NOT NULL DEFAULT 'CHECKING',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "jobDueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "problemCode" TEXT,
    "problemMessage" TEXT,
    "inputsDigest" TEXT NOT NULL,
    "inputsSizeBytes" BIGINT NOT NULL,
    "labelsDigest" TEXT,
    "labelsSizeBytes" BIGINT,
    "sampleCount" INTEGER,
    "sampleShape" INTEGER[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Dataset_pkey" PRIMARY KEY ("organisationId", "id")
);

CREATE TABLE "HardwareProfile" (
    "organisationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "architecture" TEXT NOT NULL,
    "delegates" TEXT[],
    "schemes" TEXT[],
    "fileSizeBytes" BIGINT,
    "latencyP90Ms" DOUBLE PRECISION,
    "peakMemoryBytes" BIGINT,
    "powerMilliwatts" DOUBLE PRECISION,
    "maximumAccuracyLossPoints" DOUBLE PRECISION NOT NULL,
    "isPreset" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "HardwareProfile_pkey" PRIMARY KEY ("organisationId", "id")
);

CREATE TABLE "Variant" (
    "organisationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "modelVersionId" TEXT NOT NULL,
    "profileId" TEXT NOT NULL,
    "profileRevision" INTEGER NOT NULL,
    "profile" JSONB NOT NULL,
    "calibrationDatasetId" TEXT,
    "evaluationDatasetId" TEXT NOT NULL,
    "state" "VariantState" NOT NULL DEFAULT 'QUEUED',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "jobDueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stage" TEXT NOT NULL DEFAULT 'queued',
    "fraction" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "message" TEXT NOT NULL DEFAULT '',
    "problemCode" TEXT,
    "problemMessage" TEXT,
    "scheme" TEXT,
    "artifactDigest" TEXT,
    "artifactSizeBytes" BIGINT,
    "goldenDigest" TEXT,
    "goldenSizeBytes" BIGINT,
    "goldenTolerance" DOUBLE PRECISION,
    "report" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    CONSTRAINT "Variant_pkey" PRIMARY KEY ("organisationId", "id")
);

CREATE TABLE "EnrolmentToken" (
    "organisationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "profileId" TEXT,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "deviceId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "EnrolmentToken_pkey" PRIMARY KEY ("organisationId", "id")
);

CREATE TABLE "Device" (
    "organisationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "profileId" TEXT,
    "publicKey" TEXT NOT NULL,
    "architecture" TEXT,
    "operatingSystem" TEXT,
    "runtimeName" TEXT,
    "runtimeVersion" TEXT,
    "agentVersion" TEXT,
    "delegates" TEXT[],
    "memoryBytes" BIGINT,
    "labels" JSONB NOT NULL DEFAULT '{}',
    "desiredCounter" BIGINT NOT NULL DEFAULT 0,
    "forgottenSession" BIGINT NOT NULL DEFAULT 0,
    "enrolledAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Device_pkey" PRIMARY KEY ("organisationId", "id")
);

CREATE TABLE "DevicePresence" (
    "organisationId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "session" BIGINT NOT NULL,
    "online" BOOLEAN NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "DevicePresence_pkey" PRIMARY KEY ("organisationId", "deviceId")
);

CREATE TABLE "RunningVariant" (
    "organisationId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "delegate" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "RunningVariant_pkey" PRIMARY KEY ("organisationId", "deviceId", "modelId")
);

CREATE TABLE "DeviceRelease" (
    "organisationId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "rolloutId" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "DeviceRelease_pkey" PRIMARY KEY ("organisationId", "deviceId", "modelId")
);

CREATE TABLE "Rollout" (
    "organisationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "progressVersion" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "modelVersionId" TEXT NOT NULL,
    "state" "RolloutState" NOT NULL DEFAULT 'RUNNING',
    "stateReasons" TEXT[],
    "salt" TEXT NOT NULL,
    "selectorProfileIds" TEXT[],
    "stageIndex" INTEGER NOT NULL DEFAULT 0,
    "evidenceEpoch" INTEGER NOT NULL DEFAULT 1,
    "isTakingBack" BOOLEAN NOT NULL DEFAULT false,
    "minimumCommittedShare" DOUBLE PRECISION NOT NULL,
    "maximumUnsuccessfulShare" DOUBLE PRECISION NOT NULL,
    "minimumSampleCount" INTEGER NOT NULL,
    "maximumAccuracyLossPoints" DOUBLE PRECISION NOT NULL,
    "maximumLatencyP90Ms" DOUBLE PRECISION,
    "stageTimeoutMs" BIGINT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    CONSTRAINT "Rollout_pkey" PRIMARY KEY ("organisationId", "id")
);

CREATE TABLE "RolloutStage" (
    "organisationId" TEXT NOT NULL,
    "rolloutId" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "percentage" DOUBLE PRECISION NOT NULL,
    "state" "RolloutStageState" NOT NULL DEFAULT 'PENDING',
    "evaluation" JSONB,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "elapsedMs" BIGINT NOT NULL DEFAULT 0,
    "tickedAt" TIMESTAMPTZ(3),
    CONSTRAINT "RolloutStage_pkey" PRIMARY KEY ("organisationId", "rolloutId", "index")
);

CREATE TABLE "RolloutDevice" (
    "organisationId" TEXT NOT NULL,
    "rolloutId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "stageIndex" INTEGER NOT NULL,
    "variantId" TEXT,
    "state" "RolloutDeviceState" NOT NULL DEFAULT 'PENDING',
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,
    "fraction" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "code" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL DEFAULT '',
    "delegate" TEXT NOT NULL DEFAULT '',
    "committedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "RolloutDevice_pkey" PRIMARY KEY ("organisationId", "rolloutId", "deviceId")
);

CREATE TABLE "TelemetrySession" (
    "organisationId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "session" BIGINT NOT NULL,
    "acknowledgedSequence" BIGINT NOT NULL DEFAULT 0,
    "lastReceivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "TelemetrySession_pkey" PRIMARY KEY ("organisationId", "deviceId", "session")
);

CREATE TABLE "TelemetryWindow" (
    "organisationId" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "session" BIGINT NOT NULL,
    "sequence" BIGINT NOT NULL,
    CONSTRAINT "TelemetryWindow_pkey" PRIMARY KEY ("organisationId", "deviceId", "session", "sequence")
);

CREATE TABLE "TelemetrySummary" (
    "organisationId" TEXT NOT NULL,
    "grain" "SummaryGrain" NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "deviceId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "rolloutId" TEXT NOT NULL,
    "profileId" TEXT NOT NULL,
    "delegate" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "modelVersionId" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "inferenceCount" BIGINT NOT NULL,
    "failureCount" BIGINT NOT NULL,
    "labelledCount" BIGINT NOT NULL,
    "correctCount" BIGINT NOT NULL,
    "latencySketch" BYTEA NOT NULL,
    CONSTRAINT "TelemetrySummary_pkey" PRIMARY KEY ("organisationId", "grain", "startedAt", "deviceId", "variantId", "rolloutId", "profileId", "delegate")
);

CREATE TABLE "RolloutEvidence" (
    "organisationId" TEXT NOT NULL,
    "rolloutId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "inferenceCount" BIGINT NOT NULL,
    "failureCount" BIGINT NOT NULL,
    "labelledCount" BIGINT NOT NULL,
    "correctCount" BIGINT NOT NULL,
    "latencySketch" BYTEA NOT NULL,
    CONSTRAINT "RolloutEvidence_pkey" PRIMARY KEY ("organisationId", "rolloutId", "variantId", "epoch")
);

CREATE TABLE "DeviceCommand" (
    "organisationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "kind" "DeviceCommandKind" NOT NULL,
    "modelId" TEXT NOT NULL DEFAULT '',
    "state" "DeviceCommandState" NOT NULL DEFAULT 'SENT',
    "code" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    CONSTRAINT "DeviceCommand_pkey" PRIMARY KEY ("organisationId", "id")
);

CREATE TABLE "RejectedMessage" (
    "organisationId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "deviceId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "RejectedMessage_pkey" PRIMARY KEY ("organisationId", "id")
);

CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken" ("tokenHash");
CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey" ("createdAt");
CREATE UNIQUE INDEX "Model_organisationId_name_key" ON "Model" ("organisationId", "name");
CREATE UNIQUE INDEX "ModelVersion_organisationId_modelId_number_key" ON "ModelVersion" ("organisationId", "modelId", "number");
CREATE INDEX "ModelVersion_state_jobDueAt_idx" ON "ModelVersion" ("state", "jobDueAt");
CREATE INDEX "Dataset_state_jobDueAt_idx" ON "Dataset" ("state", "jobDueAt");
CREATE UNIQUE INDEX "HardwareProfile_organisationId_name_key" ON "HardwareProfile" ("organisationId", "name");
CREATE UNIQUE INDEX "Variant_inputs_key" ON "Variant" ("organisationId", "modelVersionId", "profileId", "profileRevision", "calibrationDatasetId", "evaluationDatasetId") NULLS NOT DISTINCT;
CREATE INDEX "Variant_organisationId_profileId_idx" ON "Variant" ("organisationId", "profileId");
CREATE INDEX "Variant_state_jobDueAt_idx" ON "Variant" ("state", "jobDueAt");
CREATE UNIQUE INDEX "EnrolmentToken_tokenHash_key" ON "EnrolmentToken" ("tokenHash");
CREATE UNIQUE INDEX "Device_organisationId_publicKey_key" ON "Device" ("organisationId", "publicKey");
CREATE INDEX "Device_organisationId_profileId_idx" ON "Device" ("organisationId", "profileId");
CREATE INDEX "RunningVariant_organisationId_variantId_idx" ON "RunningVariant" ("organisationId", "variantId");
CREATE INDEX "DeviceRelease_organisationId_rolloutId_idx" ON "DeviceRelease" ("organisationId", "rolloutId");
CREATE INDEX "Rollout_state_idx" ON "Rollout" ("state");
CREATE INDEX "Rollout_organisationId_modelVersionId_idx" ON "Rollout" ("organisationId", "modelVersionId");
CREATE INDEX "RolloutDevice_organisationId_deviceId_idx" ON "RolloutDevice" ("organisationId", "deviceId");
CREATE INDEX "RolloutDevice_organisationId_rolloutId_stageIndex_state_idx" ON "RolloutDevice" ("organisationId", "rolloutId", "stageIndex", "state");
CREATE INDEX "Rollout_isTakingBack_idx" ON "Rollout" ("isTakingBack");
CREATE INDEX "TelemetrySession_lastReceivedAt_idx" ON "TelemetrySession" ("lastReceivedAt");
CREATE INDEX "TelemetrySummary_organisationId_grain_modelId_startedAt_idx" ON "TelemetrySummary" ("organisationId", "grain", "modelId", "startedAt");
CREATE INDEX "TelemetrySummary_organisationId_grain_modelVersionId_starte_idx" ON "TelemetrySummary" ("organisationId", "grain", "modelVersionId", "startedAt");
CREATE INDEX "TelemetrySummary_organisationId_grain_rolloutId_startedAt_idx" ON "TelemetrySummary" ("organisationId", "grain", "rolloutId", "startedAt");
CREATE INDEX "TelemetrySummary_grain_startedAt_idx" ON "TelemetrySummary" ("grain", "startedAt");
CREATE INDEX "DeviceCommand_createdAt_idx" ON "DeviceCommand" ("createdAt");
CREATE INDEX "RejectedMessage_organisationId_deviceId_createdAt_idx" ON "RejectedMessage" ("organisationId", "deviceId", "createdAt");
CREATE INDEX "RejectedMessage_createdAt_idx" ON "RejectedMessage" ("createdAt");

ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "IdempotencyKey" ADD CONSTRAINT "IdempotencyKey_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Model" ADD CONSTRAINT "Model_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "ModelVersion" ADD CONSTRAINT "ModelVersion_organisationId_modelId_fkey" FOREIGN KEY ("organisationId", "modelId") REFERENCES "Model" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Dataset" ADD CONSTRAINT "Dataset_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "HardwareProfile" ADD CONSTRAINT "HardwareProfile_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Variant" ADD CONSTRAINT "Variant_organisationId_modelVersionId_fkey" FOREIGN KEY ("organisationId", "modelVersionId") REFERENCES "ModelVersion" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Variant" ADD CONSTRAINT "Variant_organisationId_profileId_fkey" FOREIGN KEY ("organisationId", "profileId") REFERENCES "HardwareProfile" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Variant" ADD CONSTRAINT "Variant_organisationId_calibrationDatasetId_fkey" FOREIGN KEY ("organisationId", "calibrationDatasetId") REFERENCES "Dataset" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Variant" ADD CONSTRAINT "Variant_organisationId_evaluationDatasetId_fkey" FOREIGN KEY ("organisationId", "evaluationDatasetId") REFERENCES "Dataset" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "EnrolmentToken" ADD CONSTRAINT "EnrolmentToken_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "EnrolmentToken" ADD CONSTRAINT "EnrolmentToken_organisationId_profileId_fkey" FOREIGN KEY ("organisationId", "profileId") REFERENCES "HardwareProfile" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "EnrolmentToken" ADD CONSTRAINT "EnrolmentToken_organisationId_deviceId_fkey" FOREIGN KEY ("organisationId", "deviceId") REFERENCES "Device" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Device" ADD CONSTRAINT "Device_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Device" ADD CONSTRAINT "Device_organisationId_profileId_fkey" FOREIGN KEY ("organisationId", "profileId") REFERENCES "HardwareProfile" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "DevicePresence" ADD CONSTRAINT "DevicePresence_organisationId_deviceId_fkey" FOREIGN KEY ("organisationId", "deviceId") REFERENCES "Device" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RunningVariant" ADD CONSTRAINT "RunningVariant_organisationId_deviceId_fkey" FOREIGN KEY ("organisationId", "deviceId") REFERENCES "Device" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RunningVariant" ADD CONSTRAINT "RunningVariant_organisationId_modelId_fkey" FOREIGN KEY ("organisationId", "modelId") REFERENCES "Model" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RunningVariant" ADD CONSTRAINT "RunningVariant_organisationId_variantId_fkey" FOREIGN KEY ("organisationId", "variantId") REFERENCES "Variant" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "DeviceRelease" ADD CONSTRAINT "DeviceRelease_organisationId_deviceId_fkey" FOREIGN KEY ("organisationId", "deviceId") REFERENCES "Device" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "DeviceRelease" ADD CONSTRAINT "DeviceRelease_organisationId_modelId_fkey" FOREIGN KEY ("organisationId", "modelId") REFERENCES "Model" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "DeviceRelease" ADD CONSTRAINT "DeviceRelease_organisationId_variantId_fkey" FOREIGN KEY ("organisationId", "variantId") REFERENCES "Variant" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "DeviceRelease" ADD CONSTRAINT "DeviceRelease_organisationId_rolloutId_fkey" FOREIGN KEY ("organisationId", "rolloutId") REFERENCES "Rollout" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Rollout" ADD CONSTRAINT "Rollout_organisationId_modelVersionId_fkey" FOREIGN KEY ("organisationId", "modelVersionId") REFERENCES "ModelVersion" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RolloutStage" ADD CONSTRAINT "RolloutStage_organisationId_rolloutId_fkey" FOREIGN KEY ("organisationId", "rolloutId") REFERENCES "Rollout" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RolloutDevice" ADD CONSTRAINT "RolloutDevice_organisationId_rolloutId_fkey" FOREIGN KEY ("organisationId", "rolloutId") REFERENCES "Rollout" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RolloutDevice" ADD CONSTRAINT "RolloutDevice_organisationId_rolloutId_stageIndex_fkey" FOREIGN KEY ("organisationId", "rolloutId", "stageIndex") REFERENCES "RolloutStage" ("organisationId", "rolloutId", "index") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RolloutDevice" ADD CONSTRAINT "RolloutDevice_organisationId_deviceId_fkey" FOREIGN KEY ("organisationId", "deviceId") REFERENCES "Device" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RolloutDevice" ADD CONSTRAINT "RolloutDevice_organisationId_variantId_fkey" FOREIGN KEY ("organisationId", "variantId") REFERENCES "Variant" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "TelemetrySession" ADD CONSTRAINT "TelemetrySession_organisationId_deviceId_fkey" FOREIGN KEY ("organisationId", "deviceId") REFERENCES "Device" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "TelemetryWindow" ADD CONSTRAINT "TelemetryWindow_organisationId_deviceId_session_fkey" FOREIGN KEY ("organisationId", "deviceId", "session") REFERENCES "TelemetrySession" ("organisationId", "deviceId", "session") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "TelemetrySummary" ADD CONSTRAINT "TelemetrySummary_organisationId_deviceId_fkey" FOREIGN KEY ("organisationId", "deviceId") REFERENCES "Device" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "TelemetrySummary" ADD CONSTRAINT "TelemetrySummary_organisationId_modelId_fkey" FOREIGN KEY ("organisationId", "modelId") REFERENCES "Model" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "TelemetrySummary" ADD CONSTRAINT "TelemetrySummary_organisationId_variantId_fkey" FOREIGN KEY ("organisationId", "variantId") REFERENCES "Variant" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RolloutEvidence" ADD CONSTRAINT "RolloutEvidence_organisationId_rolloutId_fkey" FOREIGN KEY ("organisationId", "rolloutId") REFERENCES "Rollout" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RolloutEvidence" ADD CONSTRAINT "RolloutEvidence_organisationId_variantId_fkey" FOREIGN KEY ("organisationId", "variantId") REFERENCES "Variant" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "DeviceCommand" ADD CONSTRAINT "DeviceCommand_organisationId_deviceId_fkey" FOREIGN KEY ("organisationId", "deviceId") REFERENCES "Device" ("organisationId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "RejectedMessage" ADD CONSTRAINT "RejectedMessage_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
