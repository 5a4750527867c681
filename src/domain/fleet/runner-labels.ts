/** A machine that GitHub runs and throws away after each job. A label of any other form may be a machine of somebody's own. */
const HOSTED = /^(?:ubuntu|windows|macos)-(?:latest|slim|\d)/;

/** Whether a job with these labels runs on a machine of GitHub's for certain: it then asks for one of theirs, and nothing else. */
export function isHosted([label, ...others]: readonly string[]): boolean {
  return label !== undefined && others.length === 0 && HOSTED.test(label);
}
