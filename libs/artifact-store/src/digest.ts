import { ArtifactError } from './errors';

/** @throws ArtifactError `INVALID_DIGEST` */
export function assertDigest(digest: string): void {
  if (!/^[0-9a-f]{64}$/u.test(digest))
    throw new ArtifactError(
      'INVALID_DIGEST',
      `"${digest.slice(0, 80)}" is no artifact digest; give sha256 as 64 lower-case hexadecimal digits`,
    );
}

/**
 * Organisation ids are made by the platform; one that could leave its folder is a caller's bug.
 * @throws RangeError
 */
export function assertOrganisationId(organisationId: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/u.test(organisationId))
    throw new RangeError(`"${organisationId.slice(0, 80)}" is no organisation id`);
}
