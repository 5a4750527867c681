import { makeGitHub } from '../../src/github/github.ts';
import type { GitHub } from '../../src/github/port.ts';
import type { Release } from '../../src/github/port-releases.ts';
import { type Acme, TOKEN } from './acme.ts';

const APP = { owner: 'acme', name: 'app' };

/** The simulated GitHub of acme, as Cascade asks it. */
export function gitHubOf({ simulator }: Acme): GitHub {
  return makeGitHub({
    baseUrl: simulator.url,
    credentials: { type: 'token', token: TOKEN },
    pacing: { writeSpacing: 0, releaseSpacing: 0, retryBackoff: 10 },
  });
}

/** The commit that a branch of one of acme's repositories is at. */
export async function headOf(acme: Acme, name: string): Promise<string> {
  return (await gitHubOf(acme).commit({ owner: 'acme', name }, 'heads/main')) ?? '';
}

/** Makes a release in acme/app with these files, and publishes it unless it is to stay a draft. */
export async function makeRelease(
  acme: Acme,
  tag: string,
  options: {
    readonly files?: ReadonlyMap<string, string>;
    readonly notes?: string;
    readonly prerelease?: boolean;
    readonly draft?: boolean;
  } = {},
): Promise<Release> {
  const { files = new Map<string, string>(), notes = '', prerelease = false, draft = false } = options;
  const github = gitHubOf(acme);
  const content = { tag, commit: await headOf(acme, 'app'), title: tag, notes, prerelease };
  const release = await github.createDraft(APP, content);
  for (const [name, text] of files) {
    const asset = { name, size: Buffer.byteLength(text), open: () => new Blob([text]).stream() };
    await github.uploadAsset(release, asset, AbortSignal.timeout(10_000));
  }
  return draft ? release : github.publish(APP, release.id, { ...content, latest: false });
}
