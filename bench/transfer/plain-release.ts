import { mkdir } from 'node:fs/promises';
import { REPOSITORIES } from './organisation.ts';
import { downloadAndHash, downloadInto, upload } from './plain-tools.ts';
import type { TransferSeconds } from './release-files.ts';
import type { TransferStage } from './transfer-stage.ts';

/** The same files on their way through plain tools. */
export interface PlainRelease {
  /** Carries all of them over once, into a draft of its own. Rejects unless they arrive as Cascade released them. */
  carry(turn: number): Promise<TransferSeconds>;
}

interface Artifact {
  readonly name: string;
  readonly address: string;
}

/** Finds the artifacts that a build has left by now, and puts the files on disk which `curl -T` will send. */
export async function preparePlainRelease(stage: TransferStage, count: number): Promise<PlainRelease> {
  const { plainFolder, token } = stage;
  const artifacts = await newestArtifacts(stage, count);
  const addresses = artifacts.map(({ address }) => address);
  await mkdir(plainFolder);
  const files = await downloadInto(plainFolder, artifacts, token);
  return {
    async carry(turn) {
      const uploads = await openDraft(stage, turn);
      const began = performance.now();
      const sums = await downloadAndHash(addresses, token);
      const between = performance.now();
      await upload(files, uploads, token);
      const ended = performance.now();
      refuseOthers(stage, artifacts, sums);
      return {
        download: (between - began) / 1000,
        upload: (ended - between) / 1000,
        all: (ended - began) / 1000,
      };
    },
  };
}

const PAGE = 100;

async function newestArtifacts(stage: TransferStage, count: number): Promise<readonly Artifact[]> {
  const found: Artifact[] = [];
  for (let page = 1; found.length < count; page++) {
    const path = `/repos/${REPOSITORIES.built}/actions/artifacts?per_page=${PAGE}&page=${page}`;
    const { artifacts } = (await ask(stage, path)) as {
      readonly artifacts: readonly { readonly name: string; readonly archive_download_url: string }[];
    };
    if (artifacts.length === 0) throw new Error(`The build left ${found.length} artifacts, and not ${count}.`);
    found.push(...artifacts.map(({ name, archive_download_url: address }) => ({ name, address })));
  }
  return found.slice(0, count);
}

/** The address for uploads of a new draft. */
async function openDraft(stage: TransferStage, turn: number): Promise<string> {
  const body = JSON.stringify({ tag_name: `plain-${turn}`, draft: true });
  const draft = (await ask(stage, `/repos/${REPOSITORIES.plain}/releases`, { method: 'POST', body })) as {
    readonly upload_url: string;
  };
  return draft.upload_url.replace(/\{.*\}$/, '');
}

async function ask({ simulator, token }: TransferStage, path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(`${simulator.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}` } });
  if (response.ok) return response.json();
  throw new Error(`The simulator answered ${path} with ${response.status}: ${await response.text()}`);
}

/** What isn't the same work is no comparison. */
function refuseOthers({ simulator }: TransferStage, artifacts: readonly Artifact[], sums: readonly string[]): void {
  const digestsIn = (repository: string) =>
    new Map(
      simulator
        .releases(repository)
        .at(-1)
        ?.assets.map(({ name, digest }) => [name, digest]),
    );
  const [released, plain] = [digestsIn(REPOSITORIES.released), digestsIn(REPOSITORIES.plain)];
  for (const [index, { name }] of artifacts.entries()) {
    const digests = [`sha256:${sums[index]}`, released.get(name), plain.get(name)];
    if (new Set(digests).size > 1) throw new Error(`${name} is not the same everywhere: ${digests.join(', ')}`);
  }
}
