import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, expect } from "vitest";
import { onBasis } from "@/domain/shared/result";

/** Folder for one list of traced rules per test file; set by the coverage command only. */
const traceInto = process.env.RULEBOOK_TRACE;
/** Row to change, `id` or `id#figure`; set by the coverage command only. */
const change = process.env.RULEBOOK_MUTATE;

if (change) {
  const [id = "", figure] = change.split("#");
  const { setMutation } = await import("@/domain/rulebook/testing");
  setMutation({ id, figure });
}

if (traceInto) {
  const traced = new Set<string>();
  const file = expect.getState().testPath;
  onBasis((basis) => {
    for (const { ruleId } of basis) traced.add(ruleId);
  });
  afterAll(() => {
    onBasis(undefined);
    if (!file || traced.size === 0) return;
    mkdirSync(traceInto, { recursive: true });
    const path = relative(process.cwd(), file);
    writeFileSync(join(traceInto, `${path.replaceAll(/[\\/]/g, "~")}.json`), JSON.stringify([...traced].sort()));
  });
}
