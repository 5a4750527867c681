const ABOUT_A_TRAIN = /^\/trains\/(.+)\/(commands|approvals)(?=\?|$)/;

/**
 * The address of something about a train, with the train's id as one segment of it: the router matches segments, and
 * people write the slashes of an id as they are. Other addresses stay as they are.
 */
export function asOneSegment(url: string): string {
  return url.replace(ABOUT_A_TRAIN, (_all, train: string, rest: string) => {
    return `/trains/${train.replaceAll('/', '%2F')}/${rest}`;
  });
}
