import type { z } from "zod";

/** The code of what is wrong with a field: a schema's own, where it gave one under `params.code`, else the kind of fault. */
export function issueCode(issue: z.core.$ZodIssue): string {
  const own = issue.code === "custom" ? issue.params?.code : undefined;
  return typeof own === "string" ? own : (issue.code ?? "custom");
}
