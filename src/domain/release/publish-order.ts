import type { ActionsRunRef, ArtifactReport } from '../actions-run.ts';
import type { ReleaseTarget } from './release-target.ts';
import type { ExpectedFile } from '../expected-artifacts.ts';
import type { Timings } from '../timings.ts';
import type { ImageSource } from './images.ts';
import type { Publication, PublishedMember } from './publication.ts';
import type { StepOrder } from './publish-steps.ts';

/** All that publishing needs to know of its train. */
export interface PublishOrder extends Omit<Publication, 'files' | 'images' | 'checks' | 'warnings' | 'repository'> {
  /** Ties the draft to this execution of the train. 8 hexadecimal digits. */
  readonly digest: string;
  /** Where the release is made. */
  readonly owner: string;
  readonly name: string;
  readonly title: string;
  /** Whether it is made of a default branch; a release of another branch is a prerelease. */
  readonly onDefaultBranch: boolean;
  /** Whether the release by which somebody started the train is the one to publish in. */
  readonly adopts: boolean;
  /** Whether it ends with the draft. */
  readonly dryRun: boolean;
  /** Whether people must agree before it is published. */
  readonly gated: boolean;
  readonly policy: Pick<
    ReleaseTarget,
    'checks' | 'looseFiles' | 'packages' | 'signing' | 'tags' | 'notes' | 'versions' | 'rolling'
  >;
  readonly outputs: readonly MemberOutputs[];
  readonly images: readonly ImageSource[];
  readonly steps: readonly StepOrder[];
  readonly timings: Timings;
}

/** The release itself: what it is called and made of, without all that goes into it. */
export type ReleaseOutline = Pick<
  PublishOrder,
  'train' | 'digest' | 'kind' | 'version' | 'owner' | 'name' | 'tag' | 'commit' | 'title' | 'onDefaultBranch' | 'adopts'
>;

/** As much of an order as says which release it is: the whole of it would be sent again with every step. */
export function outlineOf(order: PublishOrder): ReleaseOutline {
  const { train, digest, kind, version, owner, name, tag, commit, title, onDefaultBranch, adopts } = order;
  return { train, digest, kind, version, owner, name, tag, commit, title, onDefaultBranch, adopts };
}

/** What one repository of the release yielded, and what it should have. */
export interface MemberOutputs {
  readonly alias: string;
  /** The repository itself; its own release is there. */
  readonly owner: string;
  readonly name: string;
  /** Tag of its own release. */
  readonly tag: string;
  readonly run: ActionsRunRef | null;
  /** All that is whole, expected or not. */
  readonly artifacts: readonly ArtifactReport[];
  readonly expected: readonly ExpectedFile[];
}

/** The release in a sentence's words: tag and repository. */
export function placeOf({ owner, name, tag }: Pick<PublishOrder, 'owner' | 'name' | 'tag'>): string {
  return `${tag} in ${owner}/${name}`;
}

/** What the documents tell, once the files are known. */
export function publicationOf(
  order: PublishOrder,
  { files, images, checks, warnings }: Pick<Publication, 'files' | 'images' | 'checks' | 'warnings'>,
): Publication {
  const { chain, train, kind, version, owner, name, tag, commit, startedAt, startedBy, parameters, members } = order;
  const repository = `${owner}/${name}`;
  return {
    chain,
    train,
    kind,
    version,
    repository,
    tag,
    commit,
    startedAt,
    startedBy,
    parameters,
    members,
    files,
    images,
    checks,
    warnings,
  };
}

/** As much of an order as says what is tagged. */
type TaggedRelease = Pick<PublishOrder, 'owner' | 'name' | 'tag' | 'commit'> & {
  readonly policy: Pick<ReleaseTarget, 'tags'>;
  readonly members: readonly Pick<PublishedMember, 'repository' | 'tag' | 'commit'>[];
};

/** The tags that the repositories of the release get, that of the release itself included where they are annotated. */
export function wantedTags({ policy, members, owner, name, tag, commit }: TaggedRelease): readonly WantedTag[] {
  if (policy.tags.repositories === 'none') return [];
  const others = members.flatMap((member): readonly WantedTag[] => {
    const [memberOwner = '', memberName = ''] = member.repository.split('/');
    return member.tag === null
      ? []
      : [{ owner: memberOwner, name: memberName, tag: member.tag, commit: member.commit }];
  });
  const own = { owner, name, tag, commit };
  const distinct = new Map([...others, own].map((wanted) => [`${wanted.owner}/${wanted.name} ${wanted.tag}`, wanted]));
  return [...distinct.values()];
}

export interface WantedTag {
  readonly owner: string;
  readonly name: string;
  readonly tag: string;
  readonly commit: string;
}
