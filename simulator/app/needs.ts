/** What an operation asks of whoever calls it: a kind of token, or of an installation's token a permission. */
export type Need = 'any-token' | 'person' | 'app' | 'installation' | PermissionNeed;

/** The least that an installation must be allowed. */
export interface PermissionNeed {
  readonly permission: string;
  readonly level: 'read' | 'write';
}

const read = (permission: string): PermissionNeed => ({ permission, level: 'read' });
const write = (permission: string): PermissionNeed => ({ permission, level: 'write' });

/** What each operation needs, from GitHub's page "Permissions required for GitHub Apps". */
const needs: Readonly<Record<string, Need>> = {
  'rate-limit/get': 'any-token',
  'users/get-authenticated': 'person',

  'apps/get-authenticated': 'app',
  'apps/list-installations': 'app',
  'apps/get-installation': 'app',
  'apps/get-repo-installation': 'app',
  'apps/get-org-installation': 'app',
  'apps/get-user-installation': 'app',
  'apps/create-installation-access-token': 'app',
  'apps/get-webhook-config-for-app': 'app',
  'apps/list-webhook-deliveries': 'app',
  'apps/get-webhook-delivery': 'app',
  'apps/redeliver-webhook-delivery': 'app',
  'apps/list-repos-accessible-to-installation': 'installation',

  'actions/list-repo-workflows': read('actions'),
  'actions/get-workflow': read('actions'),
  'actions/enable-workflow': write('actions'),
  'actions/disable-workflow': write('actions'),
  'actions/create-workflow-dispatch': write('actions'),
  'actions/list-workflow-runs-for-repo': read('actions'),
  'actions/list-workflow-runs': read('actions'),
  'actions/get-workflow-run': read('actions'),
  'actions/get-workflow-run-attempt': read('actions'),
  'actions/cancel-workflow-run': write('actions'),
  'actions/force-cancel-workflow-run': write('actions'),
  'actions/re-run-workflow': write('actions'),
  'actions/re-run-workflow-failed-jobs': write('actions'),
  'actions/list-jobs-for-workflow-run': read('actions'),
  'actions/list-jobs-for-workflow-run-attempt': read('actions'),
  'actions/get-job-for-workflow-run': read('actions'),
  'actions/get-pending-deployments-for-run': read('actions'),
  'actions/review-pending-deployments-for-run': write('deployments'),
  'actions/list-artifacts-for-repo': read('actions'),
  'actions/list-workflow-run-artifacts': read('actions'),
  'actions/get-artifact': read('actions'),
  'actions/download-artifact': read('actions'),
  'actions/get-github-actions-permissions-repository': read('administration'),
  'actions/list-self-hosted-runners-for-repo': read('administration'),
  'actions/list-self-hosted-runners-for-org': read('organization_self_hosted_runners'),

  'repos/get': read('metadata'),
  'repos/list-tags': read('metadata'),
  'repos/get-content': read('contents'),
  'repos/list-branches': read('contents'),
  'repos/get-branch': read('contents'),
  'repos/get-commit': read('contents'),
  'git/get-ref': read('contents'),
  'git/list-matching-refs': read('contents'),
  'git/create-ref': write('contents'),
  'git/delete-ref': write('contents'),
  'git/create-tag': write('contents'),
  'git/get-tag': read('contents'),
  'git/get-tree': read('contents'),
  'git/create-tree': write('contents'),
  'git/get-commit': read('contents'),
  'git/create-commit': write('contents'),
  'git/update-ref': write('contents'),
  'repos/compare-commits-with-basehead': read('contents'),
  'repos/create-or-update-file-contents': write('contents'),
  'repos/create-commit-status': write('statuses'),
  'issues/list-for-repo': read('issues'),
  'issues/create': write('issues'),
  'issues/update': write('issues'),
  'pulls/list': read('pull_requests'),
  'pulls/get': read('pull_requests'),
  'pulls/create': write('pull_requests'),
  'pulls/update': write('pull_requests'),
  'repos/create-dispatch-event': write('contents'),
  'repos/list-releases': read('contents'),
  'repos/get-latest-release': read('contents'),
  'repos/get-release-by-tag': read('contents'),
  'repos/get-release': read('contents'),
  'repos/create-release': write('contents'),
  'repos/update-release': write('contents'),
  'repos/delete-release': write('contents'),
  'repos/list-release-assets': read('contents'),
  'repos/get-release-asset': read('contents'),
  'repos/upload-release-asset': write('contents'),
  'repos/update-release-asset': write('contents'),
  'repos/delete-release-asset': write('contents'),
  'repos/check-immutable-releases': read('administration'),
  'orgs/get-immutable-releases-settings': read('organization_administration'),
};

/** What an operation needs; throws where the table doesn't say. */
export function needOf(operation: string): Need {
  const need = needs[operation];
  if (need === undefined) throw new Error(`simulator/app/needs.ts doesn't say what ${operation} needs: add a row.`);
  return need;
}
