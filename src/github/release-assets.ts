import { z } from 'zod';
import { GitHubError } from '../domain/github-error.ts';
import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { download } from './download.ts';
import { ask, askForOne } from './errors.ts';
import { allOf } from './pages.ts';
import type { GitHub, RepositoryName } from './port.ts';
import type { ReleaseAsset } from './port-releases.ts';
import { fetchStreaming } from './timed-fetch.ts';

type ReleaseAssetCalls = Pick<GitHub, 'assets' | 'deleteAsset' | 'uploadAsset' | 'downloadAsset'>;

/**
 * The part of the port about the files of a release.
 * @param timeout how long the answer to a download may take to begin, in milliseconds
 */
export function makeReleaseAssets(octokitFor: OctokitFor, timeout: number): ReleaseAssetCalls {
  return {
    assets(repository, releaseId) {
      return ask({ what: `list the files of release ${releaseId}`, repository, permission: 'Contents: read' }, () =>
        allOf(
          (paging) =>
            octokitFor(repository).rest.repos.listReleaseAssets({
              ...at(repository),
              release_id: releaseId,
              ...paging,
            }),
          (assets) => assets.map(toReleaseAsset),
        ),
      );
    },

    async deleteAsset(repository, assetId) {
      // What is gone already needs no deleting.
      await askForOne({ what: `delete file ${assetId}`, repository, permission: 'Contents: write' }, () =>
        octokitFor(repository).rest.repos.deleteReleaseAsset({ ...at(repository), asset_id: assetId }),
      );
    },

    async uploadAsset(release, asset, signal) {
      const { baseUrl, repository, releaseId } = parseUploadUrl(release.uploadUrl);
      return await ask({ what: `upload ${asset.name}`, repository, permission: 'Contents: write' }, async () => {
        const data = asset.open();
        const response: { data: unknown } = await octokitFor(repository)
          .request(UPLOAD as string, {
            baseUrl,
            ...at(repository),
            release_id: releaseId,
            name: asset.name,
            data,
            // GitHub takes no body of unknown length.
            headers: { 'content-type': 'application/octet-stream', 'content-length': asset.size },
            request: { fetch: fetchStreaming, signal },
          })
          .finally(() => closed(data));
        return toReleaseAsset(AssetRecord.parse(response.data));
      });
    },

    async downloadAsset(repository, assetId, signal) {
      const content = {
        call: { what: `download file ${assetId}`, repository, permission: 'Contents: read' },
        route: 'GET /repos/{owner}/{repo}/releases/assets/{asset_id}',
        parameters: { asset_id: assetId, headers: { accept: 'application/octet-stream' } },
      };
      return (await download(octokitFor(repository), content, { timeout, signal })).content;
    },
  };
}

const UPLOAD = 'POST /repos/{owner}/{repo}/releases/{release_id}/assets{?name}';

/** Fails where the stream is still being sent: then fetch closes it. */
async function closed(stream: ReadableStream): Promise<void> {
  await stream.cancel().catch(() => undefined);
}

const AssetRecord = z.object({
  id: z.number(),
  name: z.string(),
  size: z.number(),
  state: z.string(),
  digest: z.string().nullish(),
  uploader: z.object({ login: z.string() }).nullish(),
});

function toReleaseAsset({ id, name, size, state, digest, uploader }: z.infer<typeof AssetRecord>): ReleaseAsset {
  return { id, name, size, state, digest: digest ?? null, uploader: uploader?.login ?? null };
}

const UPLOAD_URL = /^(.+)\/repos\/([^/]+)\/([^/]+)\/releases\/(\d+)\/assets(?:\{.*\})?$/;

/** Uploads go to another server than all else, which only the release itself names. */
function parseUploadUrl(uploadUrl: string): { baseUrl: string; repository: RepositoryName; releaseId: number } {
  const [, baseUrl, owner, name, id] = UPLOAD_URL.exec(uploadUrl) ?? [];
  if (baseUrl === undefined || owner === undefined || name === undefined) {
    throw new GitHubError('invalid', `Cannot upload to ${uploadUrl}: that is no upload address of a release.`, {
      status: null,
    });
  }
  return { baseUrl, repository: { owner, name }, releaseId: Number(id) };
}
