import type { LetterLine } from "@/domain/letters/templates";
import type { RequestOutcome } from "@/domain/privacy/model";
import type { ClassPlan, ErasurePlan } from "@/domain/retention/model";

/** Class by class what goes now, what stays until when and by which rule, and what waits for something open. */
export const linesOf = ({ classes }: ErasurePlan): readonly LetterLine[] =>
  classes.map(({ of, disposition, until, basis }) => {
    const rule = disposition === "until" ? basis[0]?.ruleId : undefined;
    return { of, as: disposition, ...(until ? { on: until } : {}), ...(rule ? { rule } : {}) };
  });

/** Everything went, or only a part: then the letter says what stayed and why. */
export const outcomeOf = ({ classes }: ErasurePlan): RequestOutcome =>
  classes.every(({ disposition }) => disposition === "now") ? "fulfilled" : "partly";

/** The classes of a plan as they leave the server. */
export const planRows = (classes: readonly ClassPlan[]) =>
  classes.map(({ of, disposition, until, years, basis, open }) => ({
    of,
    disposition,
    until,
    years,
    basis: basis.map(({ ruleId, version }) => ({ ruleId, version })),
    open: open.map(({ code, subject }) => ({
      code,
      number: subject?.number ?? null,
      subject: subject ? { type: subject.type, id: subject.id } : null,
    })),
  }));
