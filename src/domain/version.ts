/** Whether a version is a pre-release by Semantic Versioning 2.0: it has a part after a hyphen. */
export function isPrerelease(version: string): boolean {
  return /^v?\d+\.\d+\.\d+-/.test(version);
}
