import { z } from 'zod';
import { type Manifest, MANIFEST_VERSION } from '../../domain/release/manifest.ts';

const fullName = z.string().regex(/^[^/\s]+\/[^/\s]+$/, 'must be owner/name');
const commit = z.string().regex(/^[0-9a-f]{40}$/, 'must be a commit: 40 hexadecimal digits');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256: 64 hexadecimal digits');
const size = z.int().min(0);

const Run = z.strictObject({ repository: fullName, id: z.int(), attempt: z.int().min(1), url: z.url() });

const Repository = z.strictObject({
  alias: z.string(),
  repository: fullName,
  needs: z.array(z.string()),
  ref: z.string(),
  commit,
  tag: z.string().nullable(),
  work: z.enum(['build', 'verify', 'nothing']),
  workflow: z.string().nullable(),
  run: Run.nullable(),
});

const stored = {
  alias: z.string(),
  repository: fullName,
  id: z.int(),
  name: z.string(),
  digest: z.string().nullable(),
  parameters: z.record(z.string(), z.string()),
};

const ArtifactSource = z.strictObject({ type: z.literal('artifact'), ...stored, run: Run.nullable() });
const AssetSource = z.strictObject({ type: z.literal('asset'), ...stored, tag: z.string() });

const PackedSource = z.strictObject({
  type: z.literal('packed'),
  format: z.enum(['tar.gz', 'zip']),
  entries: z.array(z.strictObject({ path: z.string(), sha256, executable: z.boolean(), source: z.int().min(0) })),
  sources: z.array(z.discriminatedUnion('type', [ArtifactSource, AssetSource])),
});

const File = z.strictObject({
  name: z.string().regex(/^[^/\\]+$/, 'must be a file name, without a folder'),
  size,
  sha256,
  executable: z.boolean(),
  source: z.discriminatedUnion('type', [ArtifactSource, AssetSource, PackedSource]),
  checks: z.array(z.strictObject({ check: z.enum(['digest', 'checksum', 'rebuilt']), with: z.string() })),
});

const Image = z.strictObject({
  alias: z.string(),
  reference: z.string().regex(/^[^\s@]+\/[^\s/@]+:[^\s:/@]+$/, 'must be registry/path:tag'),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hexadecimal digits'),
});

/** The shape of `manifest.json`: what `manifestOf` makes, and nothing besides. */
export const ManifestDocument = z.strictObject({
  schemaVersion: z.literal(MANIFEST_VERSION),
  chain: z.string(),
  train: z.string(),
  kind: z.enum(['release', 'cascade', 'nightly']),
  version: z.string(),
  release: z.strictObject({ repository: fullName, tag: z.string(), commit }),
  startedAt: z.iso.datetime(),
  startedBy: z.string(),
  parameters: z.record(z.string(), z.array(z.string())),
  repositories: z.array(Repository),
  files: z.array(File),
  images: z.array(Image),
  warnings: z.array(z.string()),
}) satisfies z.ZodType<Manifest>;
