import { type Loopback, serve } from '../../github/support/loopback.ts';
import { APP } from './releases.ts';

/** How that GitHub behaves where it is not well. */
interface Oddity {
  /** The files that the draft has at first. */
  readonly assets: readonly AssetAnswer[];
  /** What an upload is answered with. */
  readonly upload: { readonly status: number; readonly body: unknown };
}

export interface AssetAnswer {
  readonly id: number;
  readonly name: string;
  readonly size: number;
  readonly state: string;
  readonly digest: string | null;
}

const UPLOADS = '/uploads/repos/acme/app/releases/1/assets';

/** A GitHub with one draft, for what happens to uploads only when GitHub itself is ill. */
export async function oneRelease({ assets, upload }: Oddity): Promise<Loopback> {
  return serve((request, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const path = new URL(request.url ?? '', 'http://localhost').pathname;
    if (request.method === 'DELETE') response.writeHead(204).end();
    else if (path === UPLOADS) answer(upload.status, upload.body);
    else if (path.endsWith('/assets')) answer(200, assets);
    else answer(200, draft(`http://${request.headers.host ?? ''}`));
  });
}

function draft(url: string) {
  const page = `${url}/acme/app/releases/tag/v1.4.0`;
  const flags = { draft: true, prerelease: false };
  return { id: 1, tag_name: 'v1.4.0', html_url: page, upload_url: `${url}${UPLOADS}{?name,label}`, body: '', ...flags };
}

/** Where the activities put files there. */
export const PLACE = { ...APP, train: 'acme/release/v1.4.0', releaseId: 1, adopted: false };
