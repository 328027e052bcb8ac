"use client";

import { useTranslations } from "next-intl";
import { NOTHING } from "@/lib/format/nothing";

/** What the core answered when it turned an order down, in words where it is a code we know. */
export function useCoreAnswer(): (code: string | null) => string {
  const t = useTranslations("controls.dead.problem") as unknown as {
    (key: string, values?: Record<string, string>): string;
    has(key: string): boolean;
  };
  return (code) => {
    if (code === null) return NOTHING;
    return code !== "other" && t.has(code) ? t(code) : t("other", { code });
  };
}
