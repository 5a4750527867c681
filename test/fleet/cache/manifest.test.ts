import { expect, it } from 'vitest';
import { formatManifest, readManifest, sizeNamed } from '../../../src/fleet/actions/cache/manifest.mjs';

const FILE = { path: 'debug/engine', mode: 0o644, mtime: 1, size: 3, sha256: 'a'.repeat(64), stamp: '1:3:1:1' };
const TREE = { mode: 0o755, folders: [{ path: 'debug', mode: 0o755, mtime: 1 }], files: [FILE], names: [], links: [] };

it('is read as it was written, with count and bytes', () => {
  expect(readManifest(formatManifest('key', TREE))).toMatchObject({ key: 'key', count: 1, bytes: 3, tree: TREE });
});

it.each(['../engine', '/etc/passwd', 'debug/../../engine', 'debug//engine', './engine', '', 'debug/\0'])(
  'is refused where it names "%s", though it is whole',
  (path) => {
    const link = { path: 'debug/link', to: FILE.path };
    const trees = [
      { ...TREE, files: [{ ...FILE, path }] },
      { ...TREE, folders: [{ path, mode: 0o755, mtime: 1 }] },
      { ...TREE, names: [{ ...link, path }] },
      { ...TREE, names: [{ ...link, to: path }] },
      { ...TREE, links: [{ ...link, path }] },
    ];
    for (const tree of trees) expect(() => readManifest(formatManifest('key', tree))).toThrow('its manifest names');
  },
);

it.each(['', '{', 'null', '[]', '{"tree":{}}'])('is damaged where it reads %s', (text) => {
  expect(() => readManifest(text)).toThrow(expect.objectContaining({ name: 'Damaged' }) as Error);
});

it('tells its size by its first line, and none where that says something else', () => {
  expect(sizeNamed(formatManifest('key', TREE).slice(0, 300))).toEqual({ count: 1, bytes: 3 });
  for (const text of [
    '',
    '{',
    '{}\n',
    '{"bytes":9}\n',
    '{"bytes":"9"}\n',
    '{"bytes":-9}\n',
    '{"bytes":1e300}\n',
    '{"bytes":1.5}\n',
    '{"count":1,"bytes":9}',
  ]) {
    expect(sizeNamed(text), text).toEqual({ count: 0, bytes: 0 });
  }
});
