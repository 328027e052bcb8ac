/**
 * A coded thing of the console that carries rules: a refusal or measure reason, a checklist item, a kind of evidence, a
 * notice template or an entry of a register. A capability lists its own as `CODES` in `domain/<capability>/codes.ts`.
 */
export type CodedEntry = {
  readonly code: string;
  readonly kind: "reason" | "checklist" | "evidence" | "notice" | "register";
  /** Ids of the rulebook rows it carries. */
  readonly rules: readonly string[];
};
