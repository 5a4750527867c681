import { expect, test } from 'vitest';

import { SignedLinks } from '../../../simulator/server/signed-links.ts';

const download = {
  blob: { path: '/nowhere', size: 0, sha256: '' },
  fileName: 'library.zip',
  contentType: 'application/zip',
};

/** Opens what a link leads to. */
function open(links: SignedLinks, link: string): unknown {
  const { pathname, searchParams } = new URL(link, 'http://127.0.0.1');
  return links.open(pathname.replace('/_blobs/', ''), searchParams);
}

test('a link opens its download until its time is over', () => {
  const links = new SignedLinks();
  expect(open(links, links.make(7, download, 60))).toBe(download);
  expect(open(links, links.make(7, download, 0))).toBeUndefined();
});

test('a link of another server opens nothing, nor does one for another download', () => {
  const links = new SignedLinks();
  links.make(8, download, 60);
  expect(open(links, new SignedLinks().make(7, download, 60))).toBeUndefined();
  expect(open(links, links.make(7, download, 60).replace('/7?', '/8?'))).toBeUndefined();
});
