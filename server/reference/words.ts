import { AUDIT_KINDS } from "@/domain/audit-kinds";
import { en } from "@/i18n/en";
import { zhCN } from "@/i18n/zh-cn";
import { page, type ReferencePage, table } from "./page";

type Words = { readonly [key: string]: string | Words };
type Section = "refusals" | "audit";

const branch = (words: string | Words | undefined): Words => (typeof words === "object" ? words : {});

function leaves(words: Words, path: readonly string[]): [code: string, text: string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[[...path, key].join("."), value]] : leaves(value, [...path, key]),
  );
}

/**
 * The texts of a section by whole code. A capability may word its codes with or without its own name in front
 * (lib/code-text.ts reads both).
 */
export function wordsByCode(messages: Words, section: Section): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([capability, own]) => {
      const words = branch(branch(own)[section]);
      const { [capability]: whole, ...short } = words;
      return [...leaves(branch(whole), [capability]), ...leaves(short, [capability])];
    }),
  );
}

function rowsOf(section: Section, codes: readonly string[]): string[][] {
  const chinese = wordsByCode(zhCN as unknown as Words, section);
  const english = wordsByCode(en as unknown as Words, section);
  return [...codes].sort().map((code) => [`\`${code}\``, chinese.get(code) ?? "", english.get(code) ?? ""]);
}

/** Every word the audit log knows, with its clearance. */
export function auditWordsPage(): ReferencePage {
  const clearance = new Map(Object.entries(AUDIT_KINDS).map(([kind, entry]) => [`\`${kind}\``, entry.clearance]));
  const rows = rowsOf("audit", Object.keys(AUDIT_KINDS)).map((row) => [...row, clearance.get(row[0] ?? "") ?? ""]);
  return page(
    "audit-words.md",
    "Audit words",
    "What an audit entry can say was done.",
    table(["word", "中文", "English", "clearance"], rows),
  );
}

/** Every foreseen "no", with what people read. */
export function refusalsPage(): ReferencePage {
  const codes = [...wordsByCode(zhCN as unknown as Words, "refusals").keys()];
  return page(
    "refusals.md",
    "Refusals",
    "Every foreseen no: a refused command changes nothing, and the attempt is kept in the audit log.",
    table(["code", "中文", "English"], rowsOf("refusals", codes)),
  );
}
