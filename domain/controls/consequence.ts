import type { Extent, MeasureFunction } from "./model";

/** What a customer does with an account. */
export const FUNCTIONS = [
  "pay",
  "pay-without-password",
  "transfer-out",
  "withdraw",
  "invest",
  "receive",
  "top-up",
  "close",
] as const;
export type AccountFunction = (typeof FUNCTIONS)[number];

/** free 可 · limit 限 · ban 禁, from loose to strict. */
export const EFFECTS = ["free", "limit", "ban"] as const;
export type FunctionEffect = (typeof EFFECTS)[number];

const MONEY_OUT: readonly AccountFunction[] = ["pay", "pay-without-password", "transfer-out", "withdraw", "invest"];

/** Which acts a function taken away ends. */
const ACTS_OF: Readonly<Record<MeasureFunction, readonly AccountFunction[]>> = {
  transfer: ["transfer-out"],
  withdrawal: ["withdraw"],
  consumption: ["pay", "pay-without-password"],
  investment: ["invest"],
  "password-free": ["pay-without-password"],
};

/** What a card taken away narrows: the other cards still serve. */
const BY_CARD: readonly AccountFunction[] = ["withdraw", "top-up"];

/** What one reach does to one act. Under any measure the account cannot be closed. */
export function effectOf({ scope, target }: Pick<Extent, "scope" | "target">, act: AccountFunction): FunctionEffect {
  if (scope === "all" || act === "close") return "ban";
  if (scope === "function") return ACTS_OF[target as MeasureFunction]?.includes(act) ? "ban" : "free";
  if (scope === "card") return BY_CARD.includes(act) ? "limit" : "free";
  if (MONEY_OUT.includes(act)) return scope === "debit" ? "ban" : scope === "amount" ? "limit" : "free";
  return scope === "credit" ? "ban" : "free";
}

/** The strictest of the effects. */
export function unionEffect(
  extents: readonly Pick<Extent, "scope" | "target">[],
  act: AccountFunction,
): FunctionEffect {
  const strictest = Math.max(0, ...extents.map((extent) => EFFECTS.indexOf(effectOf(extent, act))));
  return EFFECTS[strictest] ?? "ban";
}

/** One live or proposed measure as a column of the matrix. */
export type MatrixMeasure = Extent & { readonly id: string };

export type MatrixRow = {
  readonly act: AccountFunction;
  /** The effect of each measure by its id, the proposed one included. */
  readonly effects: Readonly<Record<string, FunctionEffect>>;
  readonly now: FunctionEffect;
  readonly after: FunctionEffect;
};

/** What is proposed: one measure more, or one measure less. */
export type ProposedChange =
  | { readonly verb: "restrict"; readonly measure: MatrixMeasure }
  | { readonly verb: "lift"; readonly measureId: string };

/** Which of the live measures remain once the change has taken effect. */
export function measuresAfter<M extends MatrixMeasure>(
  live: readonly M[],
  change: ProposedChange,
): readonly MatrixMeasure[] {
  if (change.verb === "lift") return live.filter(({ id }) => id !== change.measureId);
  return [...live.filter(({ id }) => id !== change.measure.id), change.measure];
}

/** The union matrix: for every function each measure's effect, the union now, and the union after the change. */
export function unionMatrix(live: readonly MatrixMeasure[], change: ProposedChange): readonly MatrixRow[] {
  const after = measuresAfter(live, change);
  const columns = new Map([...live, ...after].map((measure) => [measure.id, measure]));
  return FUNCTIONS.map((act) => ({
    act,
    effects: Object.fromEntries([...columns].map(([id, extent]) => [id, effectOf(extent, act)])),
    now: unionEffect(live, act),
    after: unionEffect(after, act),
  }));
}
