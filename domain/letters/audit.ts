/** Audit kinds of letters. */
export const lettersAudit = {
  "letters.letter.write": { clearance: "general" },
  "letters.letter.prepare": { clearance: "general" },
  "letters.letter.repeat": { clearance: "general" },
  "letters.dispatch.record": { clearance: "general" },
  "letters.receipt.record": { clearance: "general" },
  "letters.language.choose": { clearance: "general" },
} as const satisfies Record<string, { clearance: "general" | "suspicion" }>;

export type LettersAuditKind = keyof typeof lettersAudit;
