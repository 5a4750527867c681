import { z } from 'zod';
import { parseManifest } from '../../artifacts/documents/manifest-schema.ts';
import { type Checksum, parseSha256Sums } from '../../domain/checksums.ts';
import { BILL_OF_MATERIALS, MANIFEST, PROVENANCE, SHA256SUMS } from '../../domain/release/document-names.ts';
import type { FoundRelease, Understood } from '../../domain/release/verification.ts';

/** What the documents of a release say: by name, each that is there. */
export function understandDocuments(
  documents: ReadonlyMap<string, Buffer>,
): Pick<FoundRelease, 'checksums' | 'manifest' | 'billOfMaterials' | 'provenance'> {
  const read = <T>(name: string, understand: (text: string) => T): T | null => {
    const document = documents.get(name);
    return document === undefined ? null : understand(document.toString());
  };
  return {
    checksums: read(SHA256SUMS, parseSha256Sums),
    manifest: read(MANIFEST, understandManifest),
    billOfMaterials: read(BILL_OF_MATERIALS, (text) => named(text, BillOfMaterials)),
    provenance: read(PROVENANCE, (text) => named(text, Provenance)),
  };
}

function understandManifest(text: string): FoundRelease['manifest'] {
  const parsed = parseManifest(text);
  return parsed.ok ? { ok: true, content: parsed.manifest } : parsed;
}

/** The files and images among the components of a CycloneDX document; what is inside an archive is below it. */
const BillOfMaterials = z
  .object({
    components: z.array(
      z.object({
        type: z.string(),
        name: z.string(),
        hashes: z.array(z.object({ alg: z.string(), content: z.string() })).exactOptional(),
      }),
    ),
  })
  .transform(({ components }): readonly Checksum[] =>
    components
      .filter(({ type }) => type === 'file' || type === 'container')
      .map(({ name, hashes = [] }) => ({ name, sha256: hashes.find(({ alg }) => alg === 'SHA-256')?.content ?? '' })),
  );

/** The subjects of an in-toto statement. */
const Provenance = z
  .object({ subject: z.array(z.object({ name: z.string(), digest: z.object({ sha256: z.string() }) })) })
  .transform(({ subject }): readonly Checksum[] => subject.map(({ name, digest: { sha256 } }) => ({ name, sha256 })));

function named(text: string, shape: z.ZodType<readonly Checksum[]>): Understood<readonly Checksum[]> {
  const { data, error } = shape.safeParse(parseJson(text));
  if (error === undefined) return { ok: true, content: data };
  return { ok: false, problems: error.issues.map(({ path, message }) => `${z.core.toDotPath(path)}: ${message}`) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
