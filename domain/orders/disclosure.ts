import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import { type Instant, type LocalDate, shanghaiDate } from "../shared/time";
import type { DataKind, Disclosure } from "./model";

/** What somebody wants to hand over to an authority. */
export type Wanted = {
  readonly data: readonly DataKind[];
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
};

/**
 * Whether what is to be handed over lies within the paper: data kinds it names, days within its own. Anything beyond is
 * refused whole (law-order-intake, llpriv-authority-needs-papers, llpriv-retain-query): nothing is cut down in silence.
 */
export function discloseOnly(wanted: Wanted, paper: Disclosure, now: Instant, rules: Rules): Result<Wanted> {
  const on = shanghaiDate(now);
  const basis = ["law-order-intake", "llpriv-authority-needs-papers", "llpriv-retain-query"].map((id) =>
    rules.ref(id, on),
  );
  const unnamed = wanted.data.filter((kind) => !paper.data.includes(kind));
  const outside =
    wanted.data.includes("transactions") &&
    (wanted.from === null ||
      wanted.to === null ||
      wanted.from > wanted.to ||
      (paper.from !== null && wanted.from < paper.from) ||
      (paper.to !== null && wanted.to > paper.to));
  if (wanted.data.length === 0 || unnamed.length > 0 || outside) {
    return refuse("orders.query.beyond-paper", { basis, field: unnamed.length > 0 ? "data" : "from" });
  }
  return decided(wanted, basis);
}
