import type { Route } from './route.ts';

/** A route and what its path's parameters are in a request. */
export interface Match<R> {
  readonly route: R;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Routable {
  readonly method: Route['method'];
  readonly path: string;
  readonly prefix?: string;
}

/** Parameters that go on over slashes. */
const greedy = new Set(['ref', 'path', 'branch', 'tag', 'basehead']);

/** Finds the route of a method and path; those that come first win. */
export function makeRouter<R extends Routable>(
  routes: readonly R[],
): (method: string, path: string) => Match<R> | undefined {
  const compiled = routes.map((route) => ({ route, pattern: pattern(`${route.prefix ?? ''}${route.path}`) }));
  return (method, path) => {
    for (const { route, pattern } of compiled) {
      if (route.method !== method) continue;
      const groups = pattern.exec(path)?.groups;
      if (groups === undefined) continue;
      const parameters = Object.entries(groups).map(([name, value]) => [name, decode(value)] as const);
      return { route, parameters: Object.fromEntries(parameters) };
    }
    return undefined;
  };
}

function pattern(path: string): RegExp {
  const source = path.replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${greedy.has(name) ? '.+' : '[^/]+'})`);
  // A group that is always there, so that a match without parameters has groups too.
  return new RegExp(`^${source}(?<end>)$`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
