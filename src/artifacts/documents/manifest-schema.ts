import { z } from 'zod';
import { MANIFEST } from '../../domain/release/document-names.ts';
import { type Manifest, MANIFEST_VERSION } from '../../domain/release/manifest.ts';
import { ManifestDocument } from './manifest-shape.ts';

/** The JSON Schema of `manifest.json`, as text. */
export function manifestJsonSchema(): string {
  const schema = z.toJSONSchema(ManifestDocument.meta({ title: 'The manifest of a release (manifest.json)' }));
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** The manifest, or all that is wrong with it: a sentence for each, with the place. */
export type ParsedManifest =
  { readonly ok: true; readonly manifest: Manifest } | { readonly ok: false; readonly problems: readonly string[] };

/** Reads a `manifest.json` that may come from anywhere. */
export function parseManifest(text: string): ParsedManifest {
  const data = parseJson(text);
  if (data === undefined) return refused([`${MANIFEST} is not JSON; download it again`]);
  const newer = unknownVersion(data);
  if (newer !== null) return refused([newer]);
  const { data: manifest, error } = ManifestDocument.safeParse(data);
  if (error !== undefined) return refused(error.issues.map(problem));
  const problems = contradictions(manifest);
  return problems.length > 0 ? refused(problems) : { ok: true, manifest };
}

function refused(problems: readonly string[]): ParsedManifest {
  return { ok: false, problems };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unknownVersion(data: unknown): string | null {
  const { data: head } = z.looseObject({ schemaVersion: z.int() }).safeParse(data);
  if (head === undefined || head.schemaVersion === MANIFEST_VERSION) return null;
  return `${MANIFEST} has the schema version ${head.schemaVersion}, and this Cascade reads ${MANIFEST_VERSION}; use one that fits`;
}

function problem({ path, message }: z.core.$ZodIssue): string {
  return `${MANIFEST}${path.length === 0 ? '' : `, ${z.core.toDotPath(path)}`}: ${message}`;
}

/** What no shape tells: who reads a file by its name must find one, and an entry's source must be there. */
function contradictions({ files }: Manifest): readonly string[] {
  const twice = Array.from(Map.groupBy(files, ({ name }) => name)).filter(([, sharing]) => sharing.length > 1);
  const lost = files.filter(
    ({ source }) => source.type === 'packed' && source.entries.some((entry) => entry.source >= source.sources.length),
  );
  return [
    ...twice.map(([name]) => `${MANIFEST} lists ${name} more than once`),
    ...lost.map(({ name }) => `${MANIFEST} doesn't say where all files in ${name} come from`),
  ];
}
