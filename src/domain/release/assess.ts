import type { ReleaseChecks } from './release-target.ts';
import { compareBytes } from '../checksums.ts';
import { emptyFiles, settleChecks } from './check-files.ts';
import { applyChecksums, type ChecksumFile } from './checksum-files.ts';
import type { StoredFile } from './plan-packages.ts';
import type { CheckDone } from './publication.ts';
import { compareRebuilt } from './rebuilds.ts';
import type { ArtifactSource } from './release-file.ts';
import type { MemberSources } from './sources.ts';

/** What was fetched from one source. */
export interface CollectedSource {
  readonly files: readonly StoredFile[];
  /** The checksum files that its build made. */
  readonly checksumFiles: readonly ChecksumFile[];
  readonly checks: readonly CheckDone[];
  /** Where it is not what GitHub announced, in words. */
  readonly problems: readonly string[];
  /** Why nothing of it can be released, in words. */
  readonly refused: readonly string[];
  /** Whether GitHub doesn't keep it any more: only another build brings it back. */
  readonly gone: boolean;
}

/** All that was fetched of one repository. */
export interface CollectedMember extends Pick<MemberSources, 'missing' | 'extra'> {
  readonly alias: string;
  readonly collected: readonly CollectedSource[];
  readonly rebuilt: readonly RebuiltPair[];
}

/** What an artifact brought, and what the second build of it brought; each with the name of its artifact. */
export interface RebuiltPair {
  readonly first: { readonly artifact: string; readonly from: CollectedSource };
  readonly second: { readonly artifact: string; readonly from: CollectedSource };
}

/** What a release will contain as far as it was collected, and what speaks against it. */
export interface Assessment {
  readonly files: readonly StoredFile[];
  readonly checks: readonly CheckDone[];
  /** Nothing may be published while one of these is true. */
  readonly fatal: readonly string[];
  readonly warnings: readonly string[];
  /** The repositories of which an artifact expired or was removed before it was collected; sorted, each once. */
  readonly expired: readonly string[];
  /** Of what is fatal, that which another build of these mends. */
  readonly mendable: readonly string[];
}

/** Holds everything that was collected against what was expected, announced, listed and built again; all at once. */
export function assess(members: readonly CollectedMember[], policy: ReleaseChecks): Assessment {
  const findings = members.map((member) => assessMember(member, policy));
  return {
    files: findings.flatMap(({ files }) => files),
    checks: findings.flatMap(({ checks }) => checks),
    // Components of one repository find the same.
    fatal: distinct(findings.flatMap(({ fatal }) => fatal)),
    warnings: distinct(findings.flatMap(({ warnings }) => warnings)),
    expired: distinct(findings.flatMap(({ expired }) => expired)).toSorted(compareBytes),
    mendable: distinct(findings.flatMap(({ mendable }) => mendable)),
  };
}

/** What is collected of an artifact that, as its list says, has expired: nothing, and why. */
export function expiredArtifact({ alias, artifact }: ArtifactSource): CollectedSource {
  const why = `${alias}: the artifact ${artifact.name} has expired, and cannot come back: it has to be built again`;
  return { files: [], checksumFiles: [], checks: [], problems: [], refused: [why], gone: true };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

function assessMember(member: CollectedMember, policy: ReleaseChecks): Assessment {
  const { alias, collected, rebuilt, missing, extra } = member;
  const { checksums: checksumPolicy } = policy;
  const files = collected.flatMap((source) => source.files);
  const seconds = rebuilt.map(({ second }) => second.from);
  const lists = collected.flatMap(({ checksumFiles }) => checksumFiles);
  const checksums = applyChecksums(files, lists);
  const lost = [...collected, ...seconds].filter(({ gone }) => gone);
  const whole = rebuilt.filter(({ first, second }) => !first.from.gone && !second.from.gone);
  const again = whole.map(({ first, second }) =>
    compareRebuilt(
      { artifact: first.artifact, files: first.from.files },
      { artifact: second.artifact, files: second.from.files },
    ),
  );
  const settled = settleChecks([
    { policy: 'fail', problems: missing },
    { policy: 'fail', problems: [...collected, ...seconds].flatMap(({ refused }) => refused) },
    { policy: 'fail', problems: emptyFiles(files) },
    { policy: policy.digests, problems: [...collected, ...seconds].flatMap(({ problems }) => problems) },
    { policy: checksumPolicy, problems: checksums.problems.map((problem) => `${alias}: ${problem}`) },
    {
      policy: checksumPolicy === 'off' ? 'off' : 'warn',
      problems: checksums.useless.map((problem) => `${alias}: ${problem}`),
    },
    { policy: policy.rebuilds, problems: again.flatMap(({ problems }) => problems).map((text) => `${alias}: ${text}`) },
    { policy: policy.extra, problems: extra },
  ]);
  return {
    files,
    checks: [
      ...collected.flatMap(({ checks }) => checks),
      ...(checksumPolicy === 'off' ? [] : checksums.done),
      ...(policy.rebuilds === 'off' ? [] : again.flatMap(({ done }) => done)),
    ],
    ...settled,
    expired: lost.length > 0 ? [alias] : [],
    mendable: lost.flatMap(({ refused }) => refused),
  };
}
