import type { RuleRef } from "./rule-ref";

/** Values a refusal message may interpolate. Never personal data. */
export type RefusalParams = Readonly<Record<string, string | number>>;

/** A foreseen "no": a stable code, what it rests on, and the input field it concerns, if one. */
export type Refusal = {
  readonly ok: false;
  readonly code: string;
  readonly params: RefusalParams;
  readonly basis: readonly RuleRef[];
  readonly field?: string;
  /** Set when the attempt itself must not be known outside the wall. */
  readonly clearance?: "suspicion";
};

/** A decision that stands, with the rules it rests on. */
export type Decided<T> = { readonly ok: true; readonly value: T; readonly basis: readonly RuleRef[] };

export type Result<T> = Decided<T> | Refusal;

/** What watches decisions in tests, to compute which rules are enforced. */
type BasisListener = (basis: readonly RuleRef[]) => void;
let listener: BasisListener | undefined;

/** Registers the one listener told of every basis a decision returns; used by the coverage lane only. */
export function onBasis(next: BasisListener | undefined): void {
  listener = next;
}

/** A positive decision. `basis` lists every rule version whose figure or duty decided it. */
export function decided<T>(value: T, basis: readonly RuleRef[] = []): Decided<T> {
  listener?.(basis);
  return { ok: true, value, basis };
}

/** A foreseen refusal. `code` is `<capability>.<subject>.<reason>`, translated in messages under `refusals`. */
export function refuse(
  code: string,
  options: { params?: RefusalParams; basis?: readonly RuleRef[]; field?: string } = {},
): Refusal {
  const basis = options.basis ?? [];
  listener?.(basis);
  return { ok: false, code, params: options.params ?? {}, basis, ...(options.field ? { field: options.field } : {}) };
}
