import type { z } from "zod";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { commandLinePrincipal } from "@/server/kernel/principal-os";
import type { Runtime } from "@/server/kernel/runtime";
import { recordRun } from "./commands/record-run";
import { RunProblem } from "./failure";

type Run = z.input<typeof recordRun.input>;

/** Progress on standard error: one line that changes on a terminal, nothing elsewhere. */
export function lineByLine(): (line: string) => void {
  if (!process.stderr.isTTY) return () => undefined;
  return (line) => void process.stderr.write(`\r\x1b[K${line}`);
}

/** A run that did not do its work, as it is kept. */
export function failedRun(run: Pick<Run, "kind" | "startedAt" | "withKeys">, error: unknown): Run {
  const failureCode = error instanceof RunProblem ? error.code : "other";
  return { ...run, failureCode, backupId: null, measures: {} };
}

/** Keeps a run, from the command line. Throws when it is not kept: a control that leaves no record did not happen. */
export async function keepRun(runtime: Runtime, programmeId: string, input: Run): Promise<void> {
  const outcome = await execute(runtime, recordRun, {
    principal: commandLinePrincipal(programmeId),
    input,
    key: newId(),
    requestId: newId(),
  });
  if (!outcome.ok) throw new Error(`the run is not recorded: ${outcome.code}`);
}

/** Ends a command line with one clear line and exit code 1. */
export function explainProblem(name: string): (error: unknown) => number {
  return (error) => {
    const line = error instanceof Error ? error.message.split("\n")[0] : "unknown";
    process.stderr.write(`${process.stderr.isTTY ? "\r\x1b[K" : ""}${name} failed: ${line}\n`);
    return 1;
  };
}
