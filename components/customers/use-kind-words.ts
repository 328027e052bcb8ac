"use client";

import { useTranslations } from "next-intl";

/** What a kind of item is called. */
export function useKindWords(): (kind: string) => string {
  const t = useTranslations("worklist.kinds") as unknown as { (path: string): string; has(path: string): boolean };
  return (kind) => (t.has(kind) ? t(kind) : "");
}
