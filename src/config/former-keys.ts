import { formatPath, type Finding } from './problem.ts';

/** Keys that a `cascade.yml` once had, by their path, and what to do now. */
const FORMER_KEYS: ReadonlyMap<string, string> = new Map([
  [
    'webhooks',
    'leave it out: Cascade finds out by itself whether webhooks arrive; "poll" is the time between two looks until then, "poll_with_webhooks" from then on',
  ],
]);

/** The same finding; about a key that once was known, it tells what took its place. */
export function withFormerKey(finding: Finding): Finding {
  const instead = finding.key === true ? FORMER_KEYS.get(formatPath(finding.path)) : undefined;
  return instead === undefined
    ? finding
    : { ...finding, message: `unknown key "${String(finding.path.at(-1))}"; ${instead}` };
}
