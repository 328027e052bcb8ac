import type { z } from "zod";
import type { RuleVersion } from "@/domain/rulebook/model";
import type { ruleRow } from "@/domain/rulebook/schema";
import { DOCUMENTS } from "@/rulebook";
import { entryOf } from "./catalogue";
import { reachedBy } from "./coverage";

type Row = z.input<typeof ruleRow>;

/** A document as a row names it. Throws RangeError for one the registry does not know. */
export function documentOf(id: string): Row["document"] {
  const document = DOCUMENTS[id];
  if (!document) throw new RangeError(`unknown document: ${id}`);
  const after = document.successor ? DOCUMENTS[document.successor] : undefined;
  return {
    id,
    title: document.title,
    issuer: document.issuer,
    state: document.state,
    successor: after && document.successor ? { id: document.successor, title: after.title } : null,
  };
}

/** A rule as a list or a citation names it. */
export function headOf(version: RuleVersion) {
  const { id, clause, kind, title, status } = version;
  return { id, document: documentOf(version.document), clause, kind, title, status };
}

/** One version for the screen. */
export function present(version: RuleVersion): Row {
  return {
    ...headOf(version),
    version: version.version,
    figures: [...version.figures],
    validFrom: version.validFrom,
    validTo: version.validTo,
    knownFrom: version.knownFrom,
    stance: version.stance ?? null,
    source: version.source,
    required: entryOf(version).required,
    reached: reachedBy(version.id)?.reached ?? null,
  };
}
