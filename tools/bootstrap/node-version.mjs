/** Stops with one clear line on a Node that lacks what the code needs (`require()` of ES modules). */
export function assertNodeVersion(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Flotilla needs Node 20.19 or newer, this is ${version}; get one from https://nodejs.org`,
  );
  process.exit(2);
}
