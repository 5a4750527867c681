import type { DispatchRule } from '../domain/push-policy.ts';

/** The fields in which organisations that chain their builds by dispatches name what they are about. */
export const DISPATCH_FIELDS = {
  repository: ['triggered_by', 'source', 'repo'],
  commit: ['source_sha', 'sha'],
  ref: ['source_ref', 'ref'],
} as const;

/** What `dispatches: standard` stands for. The one event that could look like an alias comes before those with one. */
export const STANDARD_DISPATCHES: readonly DispatchRule[] = [
  rule('build-chain', 'receiver', null),
  rule('upstream-changed', 'receiver', null),
  rule('develop-chain', 'receiver', 'develop'),
  rule('build_all', 'all', null),
  rule('build_{alias}', 'named', null),
];

function rule(eventType: string, builds: DispatchRule['builds'], line: string | null): DispatchRule {
  return {
    eventType,
    names: {},
    builds,
    repositoryFields: DISPATCH_FIELDS.repository,
    commitFields: DISPATCH_FIELDS.commit,
    refFields: DISPATCH_FIELDS.ref,
    line,
  };
}
