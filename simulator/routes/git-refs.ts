import { createRef, deleteRef, moveBranch } from '../actions/refs.ts';
import { notFound, Refusal } from '../server/answer.ts';
import { nodeId } from '../state/ids.ts';
import { parseRef } from '../state/ref.ts';
import type { Repository } from '../state/repository.ts';
import { booleanField, textField } from './fields.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** Refs as git has them: an annotated tag leads to a tag object, not to its commit. */
export const gitRefRoutes: readonly Route[] = [
  {
    operation: 'git/get-ref',
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/ref/{ref}',
    handle: inRepository((asked, repository) => {
      const found = entriesOf(repository).find(({ ref }) => ref === `refs/${asked.parameters['ref'] ?? ''}`);
      if (found === undefined) throw notFound();
      return { status: 200, body: refShape(asked, repository, found) };
    }),
  },
  {
    operation: 'git/list-matching-refs',
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/matching-refs/{ref}',
    handle: inRepository((asked, repository) => {
      const prefix = `refs/${asked.parameters['ref'] ?? ''}`;
      const found = entriesOf(repository).filter(({ ref }) => ref.startsWith(prefix));
      return { status: 200, body: found.map((entry) => refShape(asked, repository, entry)) };
    }),
  },
  {
    operation: 'git/create-ref',
    method: 'POST',
    path: '/repos/{owner}/{repo}/git/refs',
    handle: inRepository((asked, repository) => {
      const [ref = '', sha = ''] = [textField(asked.body, 'ref'), textField(asked.body, 'sha')];
      const parsed = parseRef(ref);
      if (parsed === undefined)
        throw new Refusal(422, `${ref} is not a valid ref: give refs/heads/... or refs/tags/...`);
      createRef(asked.world, repository, parsed, sha, asked.login);
      return { status: 201, body: refShape(asked, repository, { ref, sha }) };
    }),
  },
  {
    operation: 'git/update-ref',
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/git/refs/{ref}',
    handle: inRepository((asked, repository) => {
      const ref = `refs/${asked.parameters['ref'] ?? ''}`;
      const parsed = parseRef(ref);
      if (parsed?.kind !== 'heads') throw new Refusal(422, 'Reference does not exist');
      const sha = textField(asked.body, 'sha') ?? '';
      const force = booleanField(asked.body, 'force') ?? false;
      moveBranch(asked.world, repository, parsed.name, { sha, force, login: asked.login });
      return { status: 200, body: refShape(asked, repository, { ref, sha }) };
    }),
  },
  {
    operation: 'git/delete-ref',
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/git/refs/{ref}',
    handle: inRepository((asked, repository) => {
      const parsed = parseRef(`refs/${asked.parameters['ref'] ?? ''}`);
      if (parsed === undefined) throw new Refusal(422, 'Reference does not exist');
      deleteRef(asked.world, repository, parsed, asked.login);
      return { status: 204 };
    }),
  },
];

interface Entry {
  readonly ref: string;
  readonly sha: string;
}

function entriesOf(repository: Repository): Entry[] {
  return [
    ...[...repository.branches].map(([name, sha]) => ({ ref: `refs/heads/${name}`, sha })),
    ...[...repository.tags].map(([name, sha]) => ({ ref: `refs/tags/${name}`, sha })),
  ];
}

function refShape({ world }: Asked, repository: Repository, { ref, sha }: Entry): object {
  const api = `${world.url}/repos/${repository.fullName}/git`;
  const type = repository.tagObjects.has(sha) ? 'tag' : 'commit';
  return {
    ref,
    node_id: nodeId('Ref', `${repository.id}:${ref}`),
    url: `${api}/${ref}`,
    object: { type, sha, url: `${api}/${type}s/${sha}` },
  };
}
