/** What the house chose for taking submissions in. No law names these numbers. */
export const INTAKE_POLICY = {
  /** Bytes of one picture that another system sends; a photo of a telephone has five to ten million. */
  pictureBytes: 20 * 1024 * 1024,
  /** Channel results of one submission. */
  channels: 20,
  /** Owners of one enterprise; longer lists are recorded at its page. */
  owners: 60,
  /** Minutes by which the clock of another system may be ahead of ours. */
  clockMinutes: 5,
  /** Calendar days after which a submission that never became complete is laid aside. */
  collectDays: 30,
  /** Submissions or requests that one step of the nightly work lays aside. */
  lapseStep: 200,
  /** Times a picture is tried before it counts as one that cannot be read. */
  readTries: 5,
  /** Times the registry is asked before the checks go on without it. */
  askTries: 3,
} as const;
