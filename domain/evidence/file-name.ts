import { EVIDENCE_POLICY } from "./policy";

/** Signs that break lines, turn the reading direction or cannot be seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;
/** Signs that mean something to a file system, a shell, a header or a page. */
const MEANING = /[\\/:*?"<>|%]/g;

/**
 * A name safe to show and to offer for saving: the last part of a path, without unseen signs, without leading dots, of
 * bearable length with its ending kept. Empty when nothing is left. It is never used to find or name anything.
 */
export function cleanName(raw: string): string {
  const last = raw.normalize("NFC").replace(UNSEEN, "").split(/[\\/]/).at(-1) ?? "";
  const plain = last
    .replace(MEANING, "_")
    .replace(/^[.\s]+/, "")
    .trim();
  const signs = [...plain];
  if (signs.length <= EVIDENCE_POLICY.nameMax) return plain;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? "";
  return signs.slice(0, EVIDENCE_POLICY.nameMax - ending.length).join("") + ending;
}
