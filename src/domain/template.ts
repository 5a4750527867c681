/** Texts with placeholders in braces, such as `blvm-{version}-{platform}.tar.gz`. */
const PLACEHOLDER = /\{([a-z][a-z0-9_]*)\}/g;

/** The names of the placeholders in a template, each once, in order. */
export function placeholders(template: string): readonly string[] {
  return [...new Set(Array.from(template.matchAll(PLACEHOLDER), ([, name]) => name ?? ''))];
}

/** Puts the values in; a placeholder without a value stays as it is, and `placeholders` of the result names it. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

/** The placeholders that every build knows, beside the chain's own parameters. */
export const BUILD_PLACEHOLDERS = [
  'chain',
  'train',
  'alias',
  'repository',
  'name',
  'version',
  'version_number',
  'ref',
  'sha',
  'source',
  'source_ref',
  'source_sha',
  'kind',
  'needs',
] as const;
export type BuildPlaceholder = (typeof BUILD_PLACEHOLDERS)[number];
