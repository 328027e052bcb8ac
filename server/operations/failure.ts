import type { RunFailure } from "@/domain/operations/codes";

/** Why a backup, a restore or a drill did not do its work: a stable code for the record, a line for the terminal. */
export class RunProblem extends Error {
  constructor(
    readonly code: RunFailure,
    line: string,
  ) {
    super(line);
    this.name = "RunProblem";
  }
}
