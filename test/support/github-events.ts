import type { EventOf } from '../../src/domain/github-event.ts';
import { COMMIT } from './actions-runs.ts';

const ENGINE = { owner: 'acme', name: 'engine' };

/** A release of acme/engine that alice published; a test names only what it is about. */
export function released(differences: Partial<EventOf<'release-published'>> = {}): EventOf<'release-published'> {
  return {
    type: 'release-published',
    repository: ENGINE,
    defaultBranch: 'main',
    tag: 'v1.4.0',
    target: 'main',
    notes: '',
    immutable: false,
    sender: 'alice',
    ...differences,
  };
}

/** A push of alice's to the default branch of acme/engine. */
export function pushed(differences: Partial<EventOf<'push'>> = {}): EventOf<'push'> {
  return {
    type: 'push',
    repository: ENGINE,
    branch: 'main',
    tag: null,
    defaultBranch: 'main',
    commit: COMMIT,
    deleted: false,
    message: 'Mend the engine',
    paths: ['src/engine.rs'],
    at: null,
    sender: 'alice',
    ...differences,
  };
}

/** A dispatch `build-chain` that alice, or a program of hers, sent to acme/app. */
export function dispatched(differences: Partial<EventOf<'dispatch'>> = {}): EventOf<'dispatch'> {
  return {
    type: 'dispatch',
    repository: { owner: 'acme', name: 'app' },
    defaultBranch: 'main',
    eventType: 'build-chain',
    payload: {},
    marker: '',
    sender: 'alice',
    ...differences,
  };
}

/** News of an actions run of acme/engine that a dispatch started. */
export function ran(differences: Partial<EventOf<'actions-run'>> = {}): EventOf<'actions-run'> {
  return {
    type: 'actions-run',
    action: 'completed',
    repository: ENGINE,
    runId: 7,
    attempt: 1,
    title: 'Build',
    event: 'workflow_dispatch',
    status: 'completed',
    workflow: 'build.yml',
    branch: 'main',
    defaultBranch: 'main',
    url: 'https://github.test/acme/engine/actions/runs/7',
    ...differences,
  };
}
