import { z } from 'zod';
import { DURATION } from './duration.ts';

/** Anything but nothing. */
export const Text = z.string().min(1);

export const TextList = z.array(Text);

export const Duration = z.string().regex(DURATION, 'must be a duration such as 30s, 5m or 2h');

/** A whole number from 1 on. */
export const Count = z.int().min(1);

/** `owner/name` as GitHub allows it. */
export const FullName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/,
    'must be owner/name, such as acme/engine',
  );

/** Names to templates. */
export const Fields = z.record(z.string(), z.string());

export const WorkflowFile = z
  .string()
  .regex(/^[^/\\]+\.ya?ml$/, 'must be the name of a file in .github/workflows, such as build.yml');

/** Kinds of train. */
export const Kinds = z.array(z.enum(['release', 'nightly', 'cascade'])).min(1);

/** What an actions workflow does with the marker. */
export const Marker = z.enum(['shown', 'taken', 'none']);

/** A file in a repository, from its top. */
export const RepositoryPath = z
  .string()
  .regex(
    /^(?!\/)(?:(?!\.{1,2}(?:\/|$))[^/\\]+(?:\/(?!$)|$))+$/,
    'must be the path of a file from the top of the repository, such as docs/notes.md',
  );
