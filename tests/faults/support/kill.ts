import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** Ends a process that may have ended by itself, and waits until it is gone. */
export async function kill(child: ChildProcess, signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}
