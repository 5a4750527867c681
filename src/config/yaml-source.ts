import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Document,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { formatPath, type Path } from './problem.ts';

/** A place in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What the YAML itself says is wrong, and where. */
export interface SyntaxProblem extends Position {
  readonly path: Path;
  readonly message: string;
}

/** The data of a YAML text, and where in the text each part of it stands. */
export interface YamlSource {
  readonly data: unknown;
  /** Where the key or the value of a path stands; of a path that is not there, where the nearest part above it does. */
  readonly locate: (path: Path, what: 'key' | 'value') => Position;
  /** Keys that stand twice in one map. */
  readonly duplicates: readonly SyntaxProblem[];
}

/** Reads a text as one YAML document; never throws. */
export function readYaml(text: string): YamlSource | { readonly problems: readonly SyntaxProblem[] } {
  try {
    return readDocument(text);
  } catch (error) {
    // Thousands of brackets, or an alias that repeats itself many times over: the library gives up before memory does.
    const reason = error instanceof Error ? error.message : String(error);
    return { problems: [{ line: 1, column: 1, path: [], message: `cannot be read as YAML: ${reason}` }] };
  }
}

function readDocument(text: string): YamlSource | { readonly problems: readonly SyntaxProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems = [...document.errors, ...document.warnings].map(({ pos: [start], code, message }) => ({
    ...position(start),
    path: [],
    message: code === 'MULTIPLE_DOCS' ? 'there is a second document; a file holds one chain' : message,
  }));
  if (problems.length > 0) return { problems };
  return {
    data: document.toJS() as unknown,
    locate: (path, what) => position(offsetOf(document, path, what)),
    duplicates: duplicateKeys(document.contents, [], position),
  };
}

function offsetOf(document: Document, path: Path, what: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, segment] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    const wantsKey = what === 'key' && index === path.length - 1;
    if (isMap(node)) {
      const pair = pairsOf(node).findLast(({ name }) => name === segment);
      if (pair === undefined) return offset;
      // Of what is missing below, the key above says more than the first thing under it.
      const value = index === path.length - 1 ? startOf(pair.value) : undefined;
      offset = (wantsKey ? undefined : value) ?? pair.offset;
      node = pair.value;
    } else if (isSeq(node) && typeof segment === 'number') {
      node = node.items[segment];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

interface NamedPair {
  readonly name: string;
  readonly offset: number;
  readonly value: unknown;
}

function pairsOf(map: YAMLMap): readonly NamedPair[] {
  return map.items.flatMap(({ key, value }) =>
    isScalar(key) ? [{ name: String(key.value), offset: startOf(key) ?? 0, value }] : [],
  );
}

/** Where a node begins; `undefined` for one that is empty and so nowhere to be seen. */
function startOf(node: unknown): number | undefined {
  const [start, end] = (node as Node | null | undefined)?.range ?? [];
  return start === end ? undefined : start;
}

function duplicateKeys(node: unknown, path: Path, position: (offset: number) => Position): readonly SyntaxProblem[] {
  if (isSeq(node)) return node.items.flatMap((item, index) => duplicateKeys(item, [...path, index], position));
  if (!isMap(node)) return [];
  const pairs = pairsOf(node);
  return pairs.flatMap(({ name, offset, value }, index) => {
    const here = [...path, name];
    const below = duplicateKeys(value, here, position);
    const first = pairs.findIndex((pair) => pair.name === name);
    const firstPair = pairs[first];
    if (first === index || firstPair === undefined) return below;
    const word = formatPath(path) === 'repositories' ? 'alias' : 'key';
    const message = `the ${word} "${name}" is there twice, first in line ${position(firstPair.offset).line}`;
    return [{ ...position(offset), path: here, message }, ...below];
  });
}
