import { booleanField, textsField } from '../routes/fields.ts';
import type { PersonsRelease } from '../persons/releasing.ts';
import type { Commands } from './command.ts';
import { optional, required, requiredNumber } from './command.ts';

type Body = Readonly<Record<string, unknown>>;

/** What people do with releases, asked for by another process. */
export const releaseCommands: Commands = {
  'POST /_simulator/releases': (simulator, body) =>
    simulator.publishRelease(required(body, 'repository'), releaseOf(body)),
  'POST /_simulator/draft-release': (simulator, body) =>
    simulator.draftRelease(required(body, 'repository'), releaseOf(body)),
  'POST /_simulator/edit-release': (simulator, body) => {
    const change = {
      ...optional(body, 'tag'),
      ...optional(body, 'name'),
      ...optional(body, 'body'),
      ...prerelease(body),
    };
    simulator.editRelease(required(body, 'repository'), requiredNumber(body, 'release'), change);
    return {};
  },
  'POST /_simulator/publish-draft': (simulator, body) =>
    simulator.publishDraft(required(body, 'repository'), requiredNumber(body, 'release')),
  'POST /_simulator/delete-release': (simulator, body) => {
    simulator.deleteRelease(required(body, 'repository'), requiredNumber(body, 'release'));
    return {};
  },
  'POST /_simulator/add-release-file': async (simulator, body) => {
    const [repository, release] = [required(body, 'repository'), requiredNumber(body, 'release')];
    await simulator.addReleaseFile(repository, release, required(body, 'name'), required(body, 'content'));
    return {};
  },
  'POST /_simulator/delete-release-file': (simulator, body) => {
    const [repository, release] = [required(body, 'repository'), requiredNumber(body, 'release')];
    simulator.deleteReleaseFile(repository, release, required(body, 'name'));
    return {};
  },
};

function releaseOf(body: Body): PersonsRelease {
  return {
    tag: required(body, 'tag'),
    ...optional(body, 'target'),
    ...optional(body, 'name'),
    ...optional(body, 'body'),
    ...optional(body, 'login'),
    ...prerelease(body),
    ...('files' in body ? { files: textsField(body, 'files') } : {}),
  };
}

function prerelease(body: Body): { prerelease?: boolean } {
  const value = booleanField(body, 'prerelease');
  return value === undefined ? {} : { prerelease: value };
}
