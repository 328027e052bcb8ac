"use client";

import { useTranslations } from "next-intl";

/** A kind of data in words: its grade and its class. */
export function useKindWords(): (kind: string) => string {
  const t = useTranslations("incidents.classes");
  return (kind) => {
    const [grade = "C1", kept = "identity"] = kind.split("/");
    return `${grade} ${t(kept as "identity")}`;
  };
}
