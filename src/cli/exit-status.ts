/** What the exit status of a command says. */
export const EXIT_STATUS = {
  done: 0,
  no: 1,
  badInput: 2,
  unreachable: 3,
  bug: 70,
  interrupted: 130,
} as const;

/** The same for people, as `cascade --help` shows it. */
export const EXIT_STATUS_HELP = `
Exit status:
  0    done
  1    the train failed or was cancelled, or doctor, reconcile, verify or prune found something wrong
  2    bad input or configuration; nothing was started
  3    Temporal or GitHub is out of reach
  70   a mistake in Cascade itself
  130  ended by ctrl-C`;
