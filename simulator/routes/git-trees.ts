import { posix } from 'node:path';

import { notAccessible } from '../app/authorise.ts';
import type { Answer } from '../server/answer.ts';
import { notFound, Refusal } from '../server/answer.ts';
import type { Repository } from '../state/repository.ts';
import { resolveCommit, treeWithSha } from '../state/repository.ts';
import { blobSha, fileIn, makeTree, pathsIn, type Tree } from '../state/tree.ts';
import { listField, textField } from './fields.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** What a commit holds, by the ids that git gives to content. */
export const gitTreeRoutes: readonly Route[] = [
  {
    operation: 'git/get-tree',
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/trees/{tree_sha}',
    handle: inRepository((asked, repository) => {
      const commit = resolveCommit(repository, asked.parameters['tree_sha'] ?? '');
      if (commit === undefined) throw notFound();
      return { status: 200, body: treeShape(asked, repository, commit.tree) };
    }),
  },
  {
    operation: 'git/create-tree',
    method: 'POST',
    path: '/repos/{owner}/{repo}/git/trees',
    handle: inRepository(create),
  },
];

/** Makes a tree on top of another one, of text files alone; nothing shows it before there is a commit of it. */
function create(asked: Asked, repository: Repository): Answer {
  const { body, caller } = asked;
  const base = treeWithSha(repository, textField(body, 'base_tree') ?? '');
  if (base === undefined) throw new Refusal(404, 'Not Found');
  const changed = new Map(listField(body, 'tree').map((entry) => changeOf(entry, base)));
  const touchesWorkflows = [...changed.keys()].some((path) => path.startsWith('.github/workflows/'));
  if (touchesWorkflows && caller.kind === 'installation' && caller.grant.permissions['workflows'] !== 'write') {
    throw notAccessible();
  }
  const tree = makeTree(changed, base);
  repository.trees.set(tree.sha, tree);
  return { status: 201, body: treeShape(asked, repository, tree) };
}

/** A file's new text; one that is to go has to be there. */
function changeOf(entry: Readonly<Record<string, unknown>>, base: Tree): [path: string, text: string | null] {
  const [path = '', text] = [textField(entry, 'path'), textField(entry, 'content')];
  if (text !== undefined) return [path, text];
  const goes = entry['sha'] === null && fileIn(base, path) !== undefined;
  if (!goes) throw new Refusal(422, 'GitRPC::BadObjectState');
  return [path, null];
}

function treeShape(asked: Asked, { fullName }: Repository, tree: Tree): object {
  const url = `${asked.world.url}/repos/${fullName}/git`;
  return { sha: tree.sha, url: `${url}/trees/${tree.sha}`, truncated: false, tree: entriesOf(asked, tree, url) };
}

function entriesOf({ query }: Asked, tree: Tree, url: string): readonly object[] {
  const files = pathsIn(tree);
  const folders = [...new Set(files.flatMap(foldersOf))];
  const all = [
    ...folders.map((path) => ({ path, mode: '040000', type: 'tree', sha: folderSha(tree, path) })),
    ...files.map((path) => fileEntry(path, fileIn(tree, path) ?? '')),
  ];
  const shown = query.has('recursive') ? all : all.filter(({ path }) => !path.includes('/'));
  return shown.map((entry) => ({ ...entry, url: `${url}/${entry.type}s/${entry.sha}` }));
}

function fileEntry(path: string, text: string) {
  return { path, mode: '100644', type: 'blob', sha: blobSha(text), size: Buffer.byteLength(text) };
}

function foldersOf(path: string): readonly string[] {
  const folder = posix.dirname(path);
  return folder === '.' ? [] : [...foldersOf(folder), folder];
}

/** The same for the same files in it, whichever commit it belongs to. */
function folderSha(tree: Tree, folder: string): string {
  const inside = pathsIn(tree).filter((path) => path.startsWith(`${folder}/`));
  return makeTree(new Map([...inside].sort().map((path) => [path, fileIn(tree, path) ?? '']))).sha;
}
