import type { Answer } from '../server/answer.ts';
import { notFound } from '../server/answer.ts';
import type { Asked, Route } from './route.ts';

/** A handler for the organisation that the path names; 404 where no repository has such an owner. */
export function inOrganisation(handle: (asked: Asked) => Answer | Promise<Answer>): Route['handle'] {
  return (asked) => {
    const organisation = asked.parameters['org']?.toLowerCase();
    const owners = [...asked.world.repositories.values()].map(({ owner }) => owner.toLowerCase());
    if (organisation === undefined || !owners.includes(organisation)) throw notFound();
    return handle(asked);
  };
}
