import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { FetchContext } from './fetch-progress.ts';
import { downloadFile, openDownload } from './http-download.ts';
import { fetchIntoCache } from './server-cache.ts';
import { SERVER_VERSION } from './server-release.ts';

/** Where the vendor says which archive fits which platform; the address that the Temporal SDKs ask too. */
export const VENDOR_ADDRESS = 'https://temporal.download';

// The vendor's words for what Node calls win32 and x64.
const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };
const ARCHITECTURES: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64' };

// The name goes to tar and into a path: one plain file name, nothing that leads out of the folder.
const Archive = z.object({ archiveUrl: z.url(), fileToExtract: z.string().regex(/^\w[\w.-]*$/) });

/** Fetches the pinned version from the vendor. No hash is published to pin: https and the reported version must do. */
export function vendorDownload(context: FetchContext): Promise<{ path: string; version: string }> {
  return fetchIntoCache(context, async (staging) => {
    const { archiveUrl, fileToExtract } = await whichArchive(context);
    const archive = join(staging, 'archive');
    await downloadFile(new URL(archiveUrl), archive, {
      ...context,
      received: (received, total) => {
        context.progress({ phase: 'downloading', source: 'vendor', received, total });
      },
    });
    context.progress({ phase: 'unpacking', source: 'vendor' });
    // Windows brings the tar of BSD, which reads the zip that the vendor has for it.
    await promisify(execFile)('tar', ['-xf', archive, '-C', staging, fileToExtract], { env: context.env });
    return join(staging, fileToExtract);
  });
}

async function whichArchive(context: FetchContext): Promise<z.infer<typeof Archive>> {
  const url = new URL(`/cli/v${SERVER_VERSION}`, context.vendorAddress);
  url.searchParams.set('platform', PLATFORMS[process.platform] ?? process.platform);
  url.searchParams.set('arch', ARCHITECTURES[process.arch] ?? process.arch);
  const answer = Archive.safeParse(await json(await openDownload(url, context)));
  if (!answer.success)
    throw new Error(`${url.host} does not say where the archive is: ${z.prettifyError(answer.error)}`);
  return answer.data;
}
