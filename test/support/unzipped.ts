import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';

/** The files of a zip by their paths. */
export async function unzipped(zip: Buffer): Promise<Map<string, Buffer>> {
  const opened = await promisify<Buffer, { lazyEntries: true }, ZipFile>(fromBuffer)(zip, { lazyEntries: true });
  const files = new Map<string, Buffer>();
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  opened.on('entry', (entry: Entry) => {
    opened.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(error);
        return;
      }
      buffer(stream).then((content) => {
        files.set(entry.fileName, content);
        opened.readEntry();
      }, reject);
    });
  });
  opened.once('end', () => {
    resolve(undefined);
  });
  opened.readEntry();
  await promise;
  return files;
}
