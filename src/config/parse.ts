import type { Chain } from '../domain/chain.ts';
import { withFormerKey } from './former-keys.ts';
import { mend } from './mend.ts';
import { normalise } from './normalise.ts';
import type { Finding, Path, Problem } from './problem.ts';
import { ALL_RULES } from './rules/all-rules.ts';
import { ChainFile } from './schema.ts';
import { shapeFindings } from './shape-findings.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

/** A chain that can be used, or everything that is wrong with its file, in the order of the text. */
export type ParsedChain =
  | { readonly ok: true; readonly file: string; readonly chain: Chain; readonly locate: YamlSource['locate'] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

type NamedFinding = Finding & { readonly rule: string };

/** Reads the text of a `cascade.yml`; `file` is the name shown in problems. Never throws. */
export function parseChain(text: string, file: string): ParsedChain {
  const source = readYaml(text);
  if ('problems' in source) {
    return { ok: false, problems: source.problems.map((problem) => ({ file, rule: 'yaml', ...problem })) };
  }
  const shape = shapeFindings(ChainFile, source.data).map((finding) => ({ ...withFormerKey(finding), rule: 'shape' }));
  const problems = [
    ...source.duplicates.map((duplicate) => ({ file, rule: 'yaml', ...duplicate })),
    ...[...shape, ...ruleFindings(source.data, shape)].map(({ key, path, rule, message }) => ({
      file,
      ...source.locate(path, key === true ? 'key' : 'value'),
      path,
      rule,
      message,
    })),
  ];
  const parsed = ChainFile.safeParse(source.data);
  if (parsed.success && problems.length === 0) {
    return { ok: true, file, chain: normalise(parsed.data), locate: source.locate };
  }
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** What the rules find in all that has the right shape. */
function ruleFindings(data: unknown, shape: readonly Finding[]): readonly NamedFinding[] {
  const mended = mend(data, shape);
  const parsed = ChainFile.safeParse(mended?.data);
  if (mended === null || !parsed.success) return [];
  return ALL_RULES.flatMap(({ name, check }) =>
    check(parsed.data).map((finding) => ({ ...finding, rule: name })),
  ).filter(({ path }) => !mended.left.some((part) => startsWith(path, part)));
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((segment, index) => path[index] === segment);
}
