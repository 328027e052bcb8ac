import type { Tx } from "@/db/client";
import type { Calendar } from "@/domain/clocks/calendar";
import type { Rules } from "@/domain/rulebook/model";
import { log } from "@/server/kernel/logger";
import { calendarWith, createCatalogue } from "./catalogue";
import { findConsoleVersions, findConsoleYears } from "./store";

type Law = { readonly rules: Rules; readonly calendar: Calendar };
type Whose = { readonly programmeId: string; readonly rulesRevision: number };

/**
 * The law of each programme, read from the database once per revision. A process that sees a new revision in its
 * transaction reads anew in the same transaction, so that all processes decide alike from the commit on. What is read
 * is never older than the revision it is kept under, and only committed changes move a revision.
 */
export function lawByProgramme(): (tx: Tx, whose: Whose) => Law | Promise<Law> {
  const known = new Map<string, { readonly revision: number; readonly law: Law }>();
  async function read(tx: Tx, { programmeId, rulesRevision }: Whose): Promise<Law> {
    const versions = await findConsoleVersions(tx);
    const years = await findConsoleYears(tx);
    const { rules, clashes } = createCatalogue(versions);
    for (const { id, console, file } of clashes)
      log("info", "rulebook-clash", { rule: id, console: console.version, file: file.version, programme: programmeId });
    const law = { rules, calendar: calendarWith(years) };
    if ((known.get(programmeId)?.revision ?? 0) < rulesRevision)
      known.set(programmeId, { revision: rulesRevision, law });
    return law;
  }
  return (tx, whose) => {
    const found = known.get(whose.programmeId);
    return found?.revision === whose.rulesRevision ? found.law : read(tx, whose);
  };
}
