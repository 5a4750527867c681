import { posix } from 'node:path';

import { notFound } from '../server/answer.ts';
import { resolveCommit } from '../state/repository.ts';
import { blobSha, fileIn, makeTree, pathsIn, type Tree } from '../state/tree.ts';
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
      const url = `${asked.world.url}/repos/${repository.fullName}/git`;
      const { tree } = commit;
      return {
        status: 200,
        body: { sha: tree.sha, url: `${url}/trees/${tree.sha}`, truncated: false, tree: entriesOf(asked, tree, url) },
      };
    }),
  },
];

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
