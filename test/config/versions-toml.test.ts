import { expect, test } from 'vitest';
import { parseVersionsToml } from '../../src/config/versions-toml.ts';

const COMMIT = '3f2a91c0000000000000000000000000000000aa';

test('the oldest format has a tag for each name', () => {
  const text = '[release_set]\nid = "set-2025-01A"\n[versions]\nengine = "v0.1.0-locked"\nnode = "v0.1.0"\n';
  expect(parseVersionsToml(text)).toEqual({
    ok: true,
    versions: {
      entries: {
        engine: { version: null, tag: 'v0.1.0-locked', commit: null, requires: [] },
        node: { version: null, tag: 'v0.1.0', commit: null, requires: [] },
      },
    },
  });
});

test('the current format has a table for each name, in which an empty text says nothing', () => {
  const text = `[versions]
engine = { version = "0.1.0", git_tag = "v0.1.0", git_commit = "${COMMIT}", binaries = ["engine"] }
node = { version = "0.2.0", git_tag = "v0.2.0", git_commit = "", requires = ["engine=0.1.0", "engine>=0.0.9"] }
[versions.sdk]
git_commit = "${COMMIT}"
[metadata]
last_updated = "2025-01-XX"
`;
  expect(parseVersionsToml(text)).toEqual({
    ok: true,
    versions: {
      entries: {
        engine: { version: '0.1.0', tag: 'v0.1.0', commit: COMMIT, requires: [] },
        node: {
          version: '0.2.0',
          tag: 'v0.2.0',
          commit: null,
          requires: [
            { name: 'engine', operator: '=', version: '0.1.0' },
            { name: 'engine', operator: '>=', version: '0.0.9' },
          ],
        },
        sdk: { version: null, tag: null, commit: COMMIT, requires: [] },
      },
    },
  });
});

test('a develop channel and modules are no repositories', () => {
  const text = `[versions]
engine = { version = "0.1.0", git_tag = "v0.1.0", git_commit = "" }
[versions.develop]
version = "0.1.1-dev.3"
based_on_stable = "0.1.0"
git_sha = "${COMMIT}"
[versions.develop.dependencies]
engine = "0.1.1-dev.3"
[modules]
zmq = { min_version = ">=0.1", git_tag = "v0.1.0" }
`;
  const parsed = parseVersionsToml(text);
  expect(parsed.ok && Object.keys(parsed.versions.entries)).toEqual(['engine']);
});

test('a repository may be called develop, if it has a tag', () => {
  const parsed = parseVersionsToml('[versions]\ndevelop = { git_tag = "v1.0.0" }\n');
  expect(parsed.ok && parsed.versions.entries['develop']?.tag).toBe('v1.0.0');
});

test('every problem is told at once', () => {
  const text = `[versions]
engine = { version = 1.0, git_tag = "v1.0.0", git_commit = "3f2a91c" }
node = { version = "1.0.0", requires = ["engine=1.0", 7, "engine=1.0.0"] }
sdk = { version = "1.0.0", requires = "engine=1.0.0" }
cli = 2025-01-01
web = { git_tag = "" }
`;
  expect(parseVersionsToml(text)).toEqual({
    ok: false,
    problems: [
      'versions.engine.version: must be a text, in quotes',
      'versions.engine.git_commit: must be a full commit hash of 40 hexadecimal digits in lower case, or empty',
      'versions.node.requires[0]: write it as "engine=1.2.0", or with >=, ^ or ~ and a full version',
      'versions.node.requires[1]: write it as "engine=1.2.0", or with >=, ^ or ~ and a full version',
      'versions.sdk.requires: must be a list such as ["engine=1.2.0"]',
      'versions.cli: must be a tag, or a table with version, git_tag, git_commit, requires',
      'versions.web: says neither version nor git_tag nor git_commit',
    ],
  });
});

test('a file that is no TOML is told with the place', () => {
  expect(parseVersionsToml('[versions]\nengine = \n')).toEqual({
    ok: false,
    problems: [expect.stringMatching(/^line 2, column \d+: Invalid TOML document/)],
  });
  expect(parseVersionsToml('__proto__ = "v1"\n')).toMatchObject({ ok: false });
});

test('a file without versions says where they belong', () => {
  const problems = ['there is no table [versions]; name the repositories there'];
  expect(parseVersionsToml('')).toEqual({ ok: false, problems });
  expect(parseVersionsToml('versions = "v1"\n')).toEqual({ ok: false, problems });
});
