import { problemsOf } from '../problems-of.ts';

const COMMIT = 'a'.repeat(40);

/** A chain with a fleet, as text; `shared` are lines under `fleet`, `member` those under the fleet of `engine`. */
export function chainWith({
  shared = [],
  member = ['language: rust'],
  entry = [],
  chain = [],
  others = [],
}: Lines): string {
  return [
    'chain: acme',
    'parameters: { platform: [linux, windows], variant: [base] }',
    ...chain,
    'fleet:',
    '  ci: acme/ci',
    `  actions: { commit: ${COMMIT}, version: v1.0.0 }`,
    `  workflows: { commit: ${COMMIT}, version: v1.0.0 }`,
    ...shared.map((line) => `  ${line}`),
    'repositories:',
    '  engine:',
    '    repository: acme/engine',
    ...(entry.some((line) => line.startsWith('build:'))
      ? []
      : ["    build: { inputs: { version: '{version}', sha: '{sha}' } }"]),
    ...entry.map((line) => `    ${line}`),
    '    fleet:',
    ...member.map((line) => `      ${line}`),
    ...others.map((line) => `  ${line}`),
  ].join('\n');
}

/** Lines of YAML, without their indentation. */
export interface Lines {
  readonly shared?: readonly string[];
  readonly member?: readonly string[];
  readonly entry?: readonly string[];
  readonly chain?: readonly string[];
  /** Repositories besides `engine`. */
  readonly others?: readonly string[];
}

/** What is wrong with such a chain, without the places. */
export function said(lines: Lines): readonly string[] {
  return problemsOf(chainWith(lines)).map((line) => line.replace(/^\d+:\d+: /, ''));
}
