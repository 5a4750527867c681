import { describe, expect, test } from 'vitest';
import { parseChain } from '../../src/config/parse.ts';
import { formatProblem } from '../../src/config/problem.ts';

/** What is said about a text, one line for each problem. */
function problemsOf(text: string): readonly string[] {
  const parsed = parseChain(text, 'cascade.yml');
  return parsed.ok ? [] : parsed.problems.map((problem) => formatProblem(problem).replace('cascade.yml:', ''));
}

/** A chain with two platforms, and two repositories of which one yields artifacts; more keys of its release in line 2. */
function releaseWith(keys: string, artifacts = "['engine-{platform}.zip']"): string {
  return [
    'chain: acme',
    `release: { publish_in: engine, ${keys} }`,
    'parameters: { platform: [linux, windows] }',
    'repositories:',
    '  handbook: { repository: acme/handbook, kind: docs }',
    '  engine:',
    '    repository: acme/engine',
    `    artifacts: ${artifacts}`,
  ].join('\n');
}

const yielding = (...artifacts: readonly string[]) => releaseWith('files: true', `[${artifacts.join(', ')}]`);
const packing = (...packages: readonly string[]) => releaseWith(`packages: [${packages.join(', ')}]`);

describe('a release', () => {
  test.each([
    [
      'an unknown policy',
      releaseWith('checks: { extra: ignore }'),
      '2:49: "extra" must be one of fail, warn, off, but is "ignore"',
    ],
    [
      'an unknown check',
      releaseWith('checks: { checksum: off }'),
      '2:42: unknown key "checksum"; did you mean "checksums"?',
    ],
    [
      'a threshold of nobody',
      releaseWith('signing: { people: { threshold: 0, keys: [a.asc] } }'),
      '2:64: "threshold" must be at least 1',
    ],
    [
      'more signatures than people',
      releaseWith('signing: { people: { threshold: 2, keys: [a.asc] } }'),
      '2:64: 2 must sign, but there is 1 key; add keys, or ask for fewer',
    ],
    [
      'a person who is there twice',
      releaseWith('signing: { people: { threshold: 1, keys: [a.asc, a.asc] } }'),
      '2:81: "a.asc" is there twice',
    ],
    [
      'no time to sign',
      releaseWith('signing: { people: { threshold: 1, keys: [a.asc], within: 0s } }'),
      '2:90: 0s is too short: more than nothing, at most 365d',
    ],
    ...['/etc/notes.md', '../notes.md', 'docs/../notes.md', 'docs//notes.md', 'docs/', '.'].map((path) => [
      `${path} for a file of a repository`,
      releaseWith(`notes: ${path}`),
      `2:39: "notes" must be the path of a file from the top of the repository, such as docs/notes.md, but is "${path}"`,
    ]),
    ...['v1.4.0', '2.0.0-rc.1', 'nightly-20261121-3f2a91c'].map((name) => [
      `a rolling release called ${name}`,
      releaseWith(`rolling: ${name}`),
      `2:41: "${name}" is the name of one release only; give the rolling one another, such as nightly`,
    ]),
    [
      'neither files nor packages',
      releaseWith('files: false'),
      '2:39: without files and packages a release is empty; name packages',
    ],
  ])('with %s is told with its place', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  test('is told of with all that is wrong in it, and with what is wrong elsewhere', () => {
    const text = releaseWith(
      "title: '{sha}', checks: { extra: no }, files: false, signing: { people: { threshold: 3, keys: [a, b] } }",
      "['a b']",
    );
    expect(problemsOf(text).map((problem) => problem.split(': ')[0])).toEqual([
      '2:39',
      '2:65',
      '2:78',
      '2:117',
      '8:17',
    ]);
  });
});

describe('packages', () => {
  test.each([
    [
      'a name that GitHub would change',
      packing("{ of: all, format: zip, name: 'a b.zip' }"),
      '2:73: "a b.zip" must be letters, digits, dots, hyphens, underscores and {placeholders}: GitHub would rename the file',
    ],
    [
      'a name that ends as another format',
      packing("{ of: all, format: tar.gz, name: 'a-{version}.zip' }"),
      '2:76: "a-{version}.zip" must end in .tar.gz, as its format says',
    ],
    [
      'one name for all repositories',
      packing("{ of: repository, format: zip, name: '{version}.zip' }"),
      '2:80: "{version}.zip" would be the name of one package for each repository; put {alias} into it',
    ],
    [
      'one name for all platforms',
      packing("{ of: platform, format: zip, name: '{version}.zip' }"),
      '2:78: "{version}.zip" would be the name of one package for each platform; put {platform} into it',
    ],
    [
      'a placeholder of another kind',
      packing("{ of: all, format: zip, name: 'a-{alias}.zip' }"),
      '2:73: unknown placeholder {alias}; known here: chain, version',
    ],
    [
      'a name that is there twice',
      packing("{ of: all, format: zip, name: 'acme.zip' }", "{ of: all, format: zip, name: '{chain}.zip' }"),
      '2:117: there would be two files "acme.zip": this package and one of packages[0]; name it otherwise',
    ],
    [
      'the name of a file beside it',
      packing("{ of: platform, format: zip, name: 'engine-{platform}.zip' }"),
      '2:78: there would be two files "engine-linux.zip": this package and one of engine; name it otherwise',
    ],
  ])('with %s are told with their place', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  test('of each platform need platforms', () => {
    const text = packing("{ of: platform, format: zip, name: '{platform}.zip' }").replaceAll(
      'platform: [linux',
      'os: [linux',
    );
    expect(problemsOf(text.replace('engine-{platform}', 'engine-{os}'))).toEqual([
      '2:49: packages of each platform need the parameter "platform"; add it to parameters',
    ]);
  });

  test('may have the name of a file that is only in them', () => {
    const text = releaseWith("files: false, packages: [{ of: platform, format: zip, name: 'engine-{platform}.zip' }]");
    expect(problemsOf(text)).toEqual([]);
  });

  test('of every kind can stand side by side', () => {
    const text = packing(
      "{ of: repository, format: tar.gz, name: '{chain}-{alias}-{version}.tar.gz' }",
      "{ of: platform, format: zip, name: '{chain}-{platform}-{version}.zip' }",
      "{ of: all, format: tar.gz, name: '{chain}-{version}.tar.gz' }",
    );
    expect(problemsOf(text)).toEqual([]);
  });
});

describe('artifacts', () => {
  test.each([
    [
      'from somewhere else',
      yielding('{ name: a, from: runs }'),
      '8:34: "from" must be one of run, release, earlier, but is "runs"; did you mean "run"?',
    ],
    [
      'by a pattern in an earlier release',
      yielding("{ name: 'a*', from: earlier }"),
      '8:25: "a*" must be one name; write it without *',
    ],
    ...['manifest.json', 'bom.cdx.json', 'provenance.intoto.json', 'SHA256SUMS.asc'].map((name) => [
      `in the place of ${name}`,
      yielding(name),
      `8:17: ${name} is made by Cascade; name the artifact otherwise`,
    ]),
    [
      'by a pattern and by name',
      yielding('a.zip', "'*.zip'"),
      '8:24: "*.zip" finds what "a.zip" names, too; let each artifact be in one of them',
    ],
    [
      'by a pattern that is there twice',
      yielding("'*.zip'", "'*.zip'"),
      '8:26: "*.zip" finds what "*.zip" names, too; let each artifact be in one of them',
    ],
    [
      'built again outside of an actions run',
      yielding('{ name: a, from: release, rebuilt: b }'),
      '8:52: only artifacts of an actions run can be built again; leave out rebuilt, or from',
    ],
    [
      'with a tag, but not of a release',
      yielding("{ name: a, tag: 'a-{version}' }"),
      '8:33: only files of a release have a tag; add from: release or from: earlier',
    ],
    [
      'of a tag that nothing fills',
      yielding("{ name: a, from: release, tag: 'a-{platform}' }"),
      '8:48: unknown placeholder {platform}; known here: chain, train, alias, repository, name, version, version_number, ref, sha, source, source_ref, source_sha, kind, needs',
    ],
    [
      'archived by a release',
      yielding('{ name: a, from: release, archive: false }'),
      '8:52: only artifacts of an actions run are archived; leave it out',
    ],
    [
      'built again by a pattern',
      yielding("{ name: a, rebuilt: 'b*' }"),
      '8:37: "b*" must be one name; write it without *',
    ],
    [
      'built again as one for many',
      yielding("{ name: 'a*', rebuilt: b }"),
      '8:40: "b" is one name for all that "a*" finds; put {artifact} into it',
    ],
    [
      'built again as themselves',
      yielding("{ name: a, rebuilt: '{artifact}' }"),
      '8:37: "a" built again would be "a", which "a" finds too; name it otherwise',
    ],
    [
      'built again as another of them',
      yielding('b', '{ name: a, rebuilt: b }'),
      '8:40: "a" built again would be "b", which "b" finds too; name it otherwise',
    ],
    [
      'built again as what their pattern finds',
      yielding("{ name: 'a*', rebuilt: '{artifact}-again' }"),
      '8:40: "ax" built again would be "ax-again", which "a*" finds too; name it otherwise',
    ],
    [
      'built again for a platform that the first is not for',
      yielding("{ name: a, rebuilt: 'b-{platform}' }"),
      '8:37: unknown placeholder {platform}; known here: chain, alias, name, version, version_number, ref, sha, source, source_ref, source_sha, kind, artifact',
    ],
  ])('%s are told with their place', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  test('of all repositories are told of once, in the defaults', () => {
    const text = [
      'chain: acme',
      "defaults: { artifacts: ['{alias}-*', '{alias}-a', { name: 'b-{alias}', rebuilt: '{alias}-a' }] }",
      'repositories: { engine: { repository: acme/engine }, app: { repository: acme/app } }',
    ].join('\n');
    expect(problemsOf(text)).toEqual([
      '2:25: "engine-*" finds what "engine-a" names, too; let each artifact be in one of them',
      '2:81: "b-engine" built again would be "engine-a", which "engine-*" finds too; name it otherwise',
    ]);
  });

  test.each([
    ['may be all that an actions run left', ["'*'"]],
    ['may be found by patterns that are apart', ["'*.zip'", "'*.tar.gz'", 'a.deb']],
    ['may be found by one pattern in two places', ["'*.zip'", "{ name: '*.zip', from: release }"]],
    ['may be built again for each platform', ["{ name: 'a-{platform}', rebuilt: 'again-{platform}' }"]],
    ['may be built again one by one', ["{ name: 'b*', rebuilt: 'again-{artifact}' }"]],
  ])('%s', (_, artifacts) => {
    expect(problemsOf(yielding(...artifacts))).toEqual([]);
  });

  test.each(['kind: docs', 'build: false', 'build: { mode: verify }'])('may come from a release with %s', (line) => {
    const text = `${yielding('{ name: a, from: release }', '{ name: b, from: earlier }')}\n    ${line}`;
    expect(problemsOf(text)).toEqual([]);
  });
});
