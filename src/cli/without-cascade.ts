import { SHA256SUMS, signedDocument } from '../domain/release/document-names.ts';
import type { Verification } from '../domain/release/verification.ts';

/** Where the files were found. */
export type Place = { readonly folder: string } | { readonly repository: string; readonly tag: string };

/** The commands that check the same with tools that everybody has: nobody needs to trust Cascade. */
export function withoutCascade(place: Place, keys: readonly string[], { items }: Verification): readonly string[] {
  const signed = items.flatMap(({ subject }) => {
    const document = signedDocument(subject);
    return document === null ? [] : [`gpg --verify ${subject} ${document}`];
  });
  return [
    ...keys.map((key) => `gpg --import ${quoted(key)}`),
    ...('folder' in place ? [`cd ${quoted(place.folder)}`] : download(place.repository, quoted(place.tag))),
    ...signed,
    `sha256sum --check --strict ${SHA256SUMS}`,
  ];
}

function download(repository: string, tag: string): readonly string[] {
  return [`gh release download ${tag} --repo ${repository} --dir ${tag}`, `cd ${tag}`];
}

/** As a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\w./+@-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
