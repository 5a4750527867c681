import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { type Loopback, serve } from '../../github/support/loopback.ts';

/** A GitHub that has one artifact with these bytes, and says of which type they are if that is given. */
export function servingArtifact(bytes: Buffer, type?: string): Promise<Loopback> {
  const headers = { 'content-length': bytes.length, ...(type === undefined ? {} : { 'content-type': type }) };
  return serve((request, response) => {
    if (request.url?.startsWith('/repos/') === true) response.writeHead(302, { location: '/blob' }).end();
    else response.writeHead(200, headers).end(bytes);
  });
}

/** A zip as a build uploads it; path to content. */
export async function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name, { compress: false });
  zip.end();
  return buffer(zip.outputStream);
}
