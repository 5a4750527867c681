import { type Chain, fullName } from '../domain/chain.ts';
import type { ParsedChain } from './parse.ts';
import type { Path, Problem } from './problem.ts';

/** Something that only one chain may have, whatever file it is in. */
interface Unique {
  readonly rule: string;
  readonly path: Path;
  /** The same for what is the same; `null` where the chain has none. */
  readonly of: (chain: Chain) => string | null;
  /** What is wrong with a chain that has what another has. */
  readonly message: (chain: Chain, first: string) => string;
}

const UNIQUE: readonly Unique[] = [
  {
    rule: 'chain-names-differ',
    path: ['chain'],
    of: ({ name }) => name,
    message: ({ name }, first) => `the chain "${name}" is in ${first} already; chains have names of their own`,
  },
  {
    rule: 'rolling-names-differ',
    path: ['release', 'rolling'],
    of: ({ release }) => {
      if (release === null) return null;
      const { rolling } = release;
      return rolling === null ? null : `${fullName(release).toLowerCase()} ${rolling}`;
    },
    message: ({ release }, first) =>
      `"${release?.rolling ?? ''}" stands for the nightlies of the chain in ${first} already, in the same repository; name it otherwise`,
  },
];

/** What is wrong between the files of several chains, each of them in order by itself. */
export function problemsAcross(loaded: readonly ParsedChain[]): readonly Problem[] {
  const inOrder = loaded.filter((parsed) => parsed.ok);
  return UNIQUE.flatMap(({ rule, path, of, message }) => {
    const files = new Map<string, string>();
    return inOrder.flatMap(({ chain, file, locate }): readonly Problem[] => {
      const key = of(chain);
      if (key === null) return [];
      const first = files.get(key);
      files.set(key, first ?? file);
      if (first === undefined) return [];
      return [{ file, ...locate(path, 'value'), path, rule, message: message(chain, first) }];
    });
  });
}
