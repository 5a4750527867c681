import type { PublishContent, Release } from '../../../src/github/port-releases.ts';

/** As much of a release as the port reads of GitHub's answers. */
export const RELEASE = {
  id: 1,
  html_url: '',
  upload_url: '',
  tag_name: 'v1',
  name: 'V1',
  draft: true,
  prerelease: false,
  immutable: false,
  body: '',
  created_at: '2026-11-21T10:00:00Z',
  published_at: null,
};

/** What a release is published with. */
export const CONTENT: PublishContent = {
  tag: 'v1',
  commit: 'abc',
  title: 'V1',
  notes: '',
  prerelease: false,
  latest: true,
};

/** A draft of the library whose files go to that server. */
export function draftAt(server: string): Release {
  return {
    id: 1,
    url: '',
    uploadUrl: `${server}/repos/acme/library/releases/1/assets{?name,label}`,
    tag: 'v1',
    draft: true,
    prerelease: false,
    immutable: false,
    title: 'V1',
    notes: '',
    at: 0,
  };
}
