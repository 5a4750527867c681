import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseVersionsToml } from '../../src/config/versions-toml.ts';
import { updateVersionsToml } from '../../src/config/versions-toml-update.ts';

const COMMIT = '3f2a91c0000000000000000000000000000000aa';

const CURRENT = `# which versions belong together
[versions]

# libraries
engine = { version = "0.1.0", git_tag = "v0.1.0", git_commit = "" } # engine = "v9"
node={git_tag='v0.1.0',git_commit="",version="0.1.0",requires=["engine=0.1.0"],binaries=["node"]}

[versions.sdk] # a table of its own
git_commit = ""
git_tag = """v0.1.0"""
version    = "0.1.0"\t

[metadata]
git_tag = "v0.1.0"
release_notes = """
[versions]
engine = { git_tag = "v0.1.0" }
"""
`;

test('new values are put in, and comments, order, spaces and unknown keys stay', () => {
  const updated = updateVersionsToml(CURRENT, {
    engine: { version: '0.2.0', tag: 'v0.2.0', commit: COMMIT },
    sdk: { tag: 'v0.1.1', commit: COMMIT },
  });
  expect(updated).toBe(
    CURRENT.replace(
      'engine = { version = "0.1.0", git_tag = "v0.1.0", git_commit = "" } #',
      `engine = { version = "0.2.0", git_tag = "v0.2.0", git_commit = "${COMMIT}" } #`,
    )
      .replace('git_commit = ""\ngit_tag', `git_commit = "${COMMIT}"\ngit_tag`)
      .replace('"""v0.1.0"""', '"v0.1.1"'),
  );
});

test('where there are only tags, only tags are written', () => {
  const text = '[versions]\nengine = "v0.1.0" # locked\nnode = "v0.1.0"\n';
  expect(updateVersionsToml(text, { node: { version: '0.2.0', tag: 'v0.2.0', commit: COMMIT } })).toBe(
    '[versions]\nengine = "v0.1.0" # locked\nnode = "v0.2.0"\n',
  );
});

test('everything that cannot be written is told at once', () => {
  const text = '[versions]\nengine = { git_tag = "v0.1.0" }\n';
  const update = { version: '0.2.0', tag: 'v0.2.0', commit: COMMIT };
  expect(() => updateVersionsToml(text, { engine: update, node: { tag: 'v1', commit: COMMIT } })).toThrow(
    "versions.toml can't be updated: there is no versions.engine.version to write to; add it, with an empty text; " +
      'there is no versions.engine.git_commit to write to; add it, with an empty text; ' +
      'there is no versions.node.git_tag to write to; add it, with an empty text; ' +
      'there is no versions.node.git_commit to write to; add it, with an empty text',
  );
});

test('a file that cannot be read is not written', () => {
  expect(() => updateVersionsToml('[versions', {})).toThrow("versions.toml can't be updated: line 1");
});

test('a value that the file could not hold is not written', () => {
  expect(() => updateVersionsToml(CURRENT, { engine: { tag: 'v0.2.0', commit: 'main' } })).toThrow(
    'versions.engine.git_commit: must be a full commit hash',
  );
});

/** Files in which anything may stand between the values that are ours. */
const noise = fc.constantFrom('', '\n', '# git_tag = "x"\n', '\r\n', '  ');
const spaces = fc.constantFrom('', ' ', '\t');
const names = fc.uniqueArray(fc.constantFrom('engine', 'node', 'sdk', '"a.b"', "'c d'"), { minLength: 1 });
const pieces = fc.record({ noise, spaces, own: fc.boolean(), quote: fc.constantFrom('"', "'") });

test('every byte stays but those of the new values', () => {
  fc.assert(
    fc.property(names, fc.array(pieces, { minLength: 5, maxLength: 5 }), fc.context(), (listed, forms, context) => {
      const file = (tag: (name: string) => string, commit: (name: string) => string) =>
        listed
          .map((name: string, index) => ({
            name,
            form: forms[index] ?? { noise: '', spaces: '', own: false, quote: '"' },
          }))
          .toSorted((a, b) => Number(a.form.own) - Number(b.form.own))
          .map(({ name, form: { noise: before, spaces: gap, own } }) =>
            own
              ? `${before}[versions.${name}]\n${gap}git_tag${gap}=${tag(name)}${gap}# sign\nx${gap}= 1\ngit_commit=${commit(name)}\n`
              : `${before}${name}${gap}=${gap}{${gap}x=1,git_tag=${gap}${tag(name)},y="${gap}",git_commit =${commit(name)}}\n`,
          )
          .reduce((text, part) => text + part, '[versions]\n');
      const quotes = new Map<string, string>(listed.map((name, index) => [name, forms[index]?.quote ?? '"']));
      const before = file(
        (name) => `${quotes.get(name) ?? ''}v1${quotes.get(name) ?? ''}`,
        () => '""',
      );
      context.log(before);
      const after = file(
        () => '"v2"',
        () => `"${COMMIT}"`,
      );
      const plain = (name: string) => name.replaceAll(/["']/g, '');
      const updates = Object.fromEntries(listed.map((name) => [plain(name), { tag: 'v2', commit: COMMIT }]));
      expect(updateVersionsToml(before, updates)).toBe(after);
      expect(updateVersionsToml(before, {})).toBe(before);
      expect(parseVersionsToml(after).ok).toBe(true);
    }),
  );
});
