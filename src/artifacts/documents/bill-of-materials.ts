import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { imageName } from '../../domain/release/images.ts';
import type { Publication, PublishedImage, PublishedMember } from '../../domain/release/publication.ts';
import type { ReleaseFile } from '../../domain/release/release-file.ts';
import { serialNumber } from './serial-number.ts';

/** By alias. */
type Components = ReadonlyMap<string, Models.Component>;

/**
 * The release as a CycloneDX 1.6 document: it consists of the repositories, the files and the images; these depend on the
 * repositories that they come from, a repository on those that it needs.
 */
export function billOfMaterials(publication: Publication): string {
  const repositories = new Map(publication.members.map((member) => [member.alias, repositoryComponent(member)]));
  for (const { alias, needs } of publication.members) {
    const repository = repositories.get(alias);
    if (repository !== undefined) dependOn(repository, needs, repositories);
  }
  const files = publication.files.map((file) => fileComponent(file, repositories));
  const images = publication.images.map((image) => imageComponent(image, repositories));
  const release = releaseComponent(publication);
  const parts = [...repositories.values(), ...files, ...images];
  for (const part of parts) release.dependencies.add(part.bomRef);
  const bom = new Models.Bom({
    serialNumber: serialNumber(publication),
    metadata: new Models.Metadata({ timestamp: new Date(publication.startedAt), component: release, tools: tools() }),
    components: new Models.ComponentRepository(parts),
  });
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { space: 2 })}\n`;
}

function releaseComponent({ chain, version, repository, tag, train }: Publication): Models.Component {
  return new Models.Component(Enums.ComponentType.Application, chain, {
    bomRef: train,
    version,
    purl: purl(repository, tag),
  });
}

function repositoryComponent({ alias, repository, tag, commit, run }: PublishedMember): Models.Component {
  const [group, name] = repository.split('/');
  const component = new Models.Component(Enums.ComponentType.Application, name ?? repository, {
    bomRef: `repository:${alias}`,
    version: tag ?? commit,
    purl: purl(repository, commit),
    ...(group !== undefined && { group }),
  });
  if (run !== null) {
    const { BuildSystem } = Enums.ExternalReferenceType;
    component.externalReferences.add(new Models.ExternalReference(run.url, BuildSystem));
  }
  return component;
}

function fileComponent({ name, sha256, from }: ReleaseFile, repositories: Components): Models.Component {
  const file = hashed(name, sha256, `file:${name}`);
  const sources = (from.type === 'packed' ? from.sources : [from]).map(({ alias }) => alias);
  dependOn(file, sources, repositories);
  for (const entry of from.type === 'packed' ? from.entries : []) {
    const packed = hashed(entry.path, entry.sha256, `file:${name}/${entry.path}`);
    dependOn(packed, sources.slice(entry.source, entry.source + 1), repositories);
    file.components.add(packed);
  }
  return file;
}

function hashed(name: string, sha256: string, bomRef: string): Models.Component {
  return new Models.Component(Enums.ComponentType.File, name, { bomRef, hashes: hashes(sha256) });
}

function imageComponent(image: PublishedImage, repositories: Components): Models.Component {
  const { alias, reference, digest } = image;
  const name = imageName(image);
  const tag = reference.slice(name.length + 1);
  const component = new Models.Component(Enums.ComponentType.Container, name, {
    bomRef: `image:${reference}`,
    version: tag,
    hashes: hashes(digest.replace(/^sha256:/, '')),
    purl: imagePurl(name, tag, digest),
  });
  dependOn(component, [alias], repositories);
  return component;
}

function hashes(sha256: string): Models.HashDictionary {
  return new Models.HashDictionary([[Enums.HashAlgorithm['SHA-256'], sha256]]);
}

/** A release needn't contain all that its repositories need. */
function dependOn(component: Models.Component, aliases: readonly string[], repositories: Components): void {
  for (const alias of aliases) {
    const repository = repositories.get(alias);
    if (repository !== undefined) component.dependencies.add(repository.bomRef);
  }
}

function tools(): Models.Tools {
  const cascade = new Models.Component(Enums.ComponentType.Application, 'cascade');
  return new Models.Tools({ components: new Models.ComponentRepository([cascade]) });
}

/** The package URL of a repository; GitHub's names are the same in small letters. */
function purl(repository: string, version: string): string {
  return `pkg:github/${repository.toLowerCase()}@${encodeURIComponent(version)}`;
}

/** The package URL of an image: its version is the digest, and where it is kept is told beside. */
function imagePurl(name: string, tag: string, digest: string): string {
  const [last = name] = name.split('/').slice(-1);
  const where = new URLSearchParams({ repository_url: name, tag });
  return `pkg:oci/${last}@${encodeURIComponent(digest)}?${where.toString()}`;
}
