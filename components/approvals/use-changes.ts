"use client";

import { useTranslations } from "next-intl";
import type { Change } from "@/components/patterns/change-list";
import type { ApprovalDetail } from "./approval";
import { useInputWords } from "./use-input-words";

/** Facts that moved, as lines: what, before, after. Where the words stay the same, the version has moved. */
export function useChanges(): (changes: ApprovalDetail["voided"]) => readonly Change[] {
  const t = useTranslations("approvals.page.change");
  const words = useInputWords();
  return (changes) =>
    changes.map(({ key, label, before, after }) => {
      const was = before ? words.value(key, before.value) : t("absent");
      const is = after ? words.value(key, after.value) : t("gone");
      return {
        id: key,
        what: words.name({ key, label }),
        before: was,
        after: is,
        ...(was === is ? { remark: t("inside") } : {}),
      };
    });
}
