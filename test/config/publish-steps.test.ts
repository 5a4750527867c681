import { describe, expect, test } from 'vitest';
import { parseChain } from '../../src/config/parse.ts';
import { formatProblem } from '../../src/config/problem.ts';

/** What is said about a text, one line for each problem. */
function problemsOf(text: string): readonly string[] {
  const parsed = parseChain(text, 'cascade.yml');
  return parsed.ok ? [] : parsed.problems.map((problem) => formatProblem(problem).replace('cascade.yml:', ''));
}

const ADDRESS = 'https://registry.test/{name}/{version_number}';

/** A chain of three whose first has publish steps, each in a line from line 4 on. */
function stepping(...steps: readonly string[]): string {
  return [
    'chain: acme',
    'parameters: { platform: [linux] }',
    'release: { publish_in: engine, steps: [',
    ...steps.map((step) => `  { ${step} },`),
    '  ]}',
    'repositories:',
    '  engine: { repository: acme/engine }',
    '  tools: { repository: acme/tools, releases: false }',
    `  ${'a'.repeat(43)}: { repository: acme/long }`,
  ].join('\n');
}

const engine = 'repository: engine, workflow: publish.yml';

describe('publish steps', () => {
  test.each([
    [
      'of an unknown repository',
      'repository: engin, workflow: a.yml',
      '4:17: "engin" is no alias here; did you mean "engine"?',
    ],
    [
      'of a repository that is in no release',
      'repository: tools, workflow: a.yml',
      '4:17: tools is not part of a release; leave the step out, or releases: false',
    ],
    [
      'of a repository with too long an alias',
      `repository: ${'a'.repeat(43)}, workflow: a.yml`,
      '4:17: the alias of a repository with a step can have 42 characters at most',
    ],
    [
      'with a path for an actions workflow',
      'repository: engine, workflow: ci/a.yml',
      '4:35: "workflow" must be the name of a file in .github/workflows, such as build.yml, but is "ci/a.yml"',
    ],
    ['with an unknown key', `${engine}, publishd: x`, '4:48: unknown key "publishd"; did you mean "published"?'],
    [
      'with our own field',
      `${engine}, inputs: { cascade: x }`,
      '4:58: Cascade adds the field "cascade" itself; leave it out, or say marker: none where the field means something else',
    ],
    [
      'with more inputs than GitHub takes',
      `${engine}, inputs: { ${Array.from({ length: 25 }, (_, n) => `i${n}: x`).join(', ')} }`,
      '4:48: 26 inputs with our own; GitHub takes at most 25',
    ],
    [
      'with a placeholder that nothing fills',
      `${engine}, inputs: { v: '{versoin}' }`,
      '4:61: unknown placeholder {versoin}; did you mean "version"?',
    ],
    [
      'with a parameter in the address',
      `${engine}, published: '${ADDRESS}/{platform}'`,
      '4:59: unknown placeholder {platform}; known here: chain, train, alias, repository, name, version, version_number, ref, sha, source, source_ref, source_sha, kind, needs',
    ],
    [
      'with an address that is none',
      `${engine}, published: 'registry.test/{version}'`,
      '4:59: "registry.test/{version}" must be an address that begins with https',
    ],
    [
      'with a password in the address',
      `${engine}, published: 'https://me:secret@registry.test/{version}'`,
      '4:59: the address must hold no name and no password',
    ],
    [
      'with one address for all versions',
      `${engine}, published: 'https://registry.test/{name}'`,
      '4:59: "https://registry.test/{name}" is the same for every version, so the step would never run again; put {version} or {version_number} into it',
    ],
    [
      'that wait for nothing',
      `${engine}, lag: 5m`,
      '4:48: nothing is waited for where no address says whether it is there; add published',
    ],
    ['without time', `${engine}, timeout: 0s`, '4:57: 0s is too short: more than nothing, at most 365d'],
  ])('%s are told with their place', (_, step, expected) => {
    expect(problemsOf(stepping(step))).toEqual([expected]);
  });

  test('of one repository are told of from the second on', () => {
    expect(problemsOf(stepping(engine, engine))).toEqual([
      '5:17: engine has a step already; let one actions workflow publish all of it',
    ]);
  });

  test('may send 25 inputs and a field "cascade" of their own where the marker is not sent', () => {
    const inputs = Array.from({ length: 24 }, (_, n) => `i${n}: '{platform}'`).join(', ');
    const step = `${engine}, marker: none, inputs: { cascade: x, ${inputs} }, published: '${ADDRESS}', lag: 1s`;
    expect(problemsOf(stepping(step))).toEqual([]);
  });
});

/** A chain of one repository with images, each in a line from line 6 on; more of its keys in line 4. */
function pushing(images: readonly string[], keys = "artifacts: ['*.zip', notes]"): string {
  return [
    'chain: acme',
    'repositories:',
    '  app:',
    `    ${keys}`,
    '    images: [',
    ...images.map((image) => `      { ${image} },`),
    '    ]',
    '    repository: acme/app',
  ].join('\n');
}

const image = "name: ghcr.io/acme/app, tag: '{version_number}', digest: image-digest";

describe('images', () => {
  test.each([
    [
      'in capitals',
      image.replace('acme/app', 'Acme/app'),
      '6:15: "ghcr.io/Acme/app" must be a registry and a path in small letters, such as ghcr.io/acme/app',
    ],
    [
      'without a registry',
      image.replace('ghcr.io/acme/app', 'app'),
      '6:15: "app" must be a registry and a path in small letters, such as ghcr.io/acme/app',
    ],
    [
      'with a tag that no registry takes',
      image.replace("'{version_number}'", "'v/{version}'"),
      '6:38: "v/{version}" must be letters, digits, dots, hyphens, underscores and {placeholders}',
    ],
    [
      'with a digest in an artifact that cannot be',
      image.replace('image-digest', "'image*'"),
      '6:66: "image*" cannot be the name of an artifact: GitHub takes none of " : < > | * ? \\ /',
    ],
    [
      'with a digest in what is published',
      image.replace('image-digest', 'notes'),
      '6:66: "notes" is one of the artifacts, which are published; keep the digest in an artifact of its own',
    ],
    [
      'with a placeholder that nothing fills',
      image.replace('version_number', 'tag'),
      '6:38: unknown placeholder {tag}; known here: chain, alias, name, version, version_number, ref, sha, source, source_ref, source_sha, kind',
    ],
  ])('%s are told with their place', (_, text, expected) => {
    expect(problemsOf(pushing([text]))).toEqual([expected]);
  });

  test('that are there twice are told of', () => {
    expect(problemsOf(pushing([image, image.replace('ghcr.io/acme/app', "'ghcr.io/acme/{alias}'")]))).toEqual([
      '7:44: ghcr.io/acme/app:{version_number} is there twice',
    ]);
  });

  test.each(['build: { mode: verify }', 'kind: docs'])('are yielded by builds only, not with %s', (keys) => {
    expect(problemsOf(pushing([image], keys))).toEqual([
      '5:5: app is not built, so nothing tells of its images; leave them out, or have it built',
    ]);
  });

  test('may be in several registries under one digest, also where a port is named', () => {
    expect(problemsOf(pushing([image, image.replace('ghcr.io', 'registry.acme.test:5000')]))).toEqual([]);
  });
});
