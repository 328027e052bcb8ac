"use client";

import { useTranslations } from "next-intl";
import { useControlsWords } from "@/components/controls/use-words";

type Lookup = { (path: string): string; has(path: string): boolean };

/** Words of a proposal by its kind: those of its capability, under `labels.kind`, `labels.shortKind`, `labels.rejections`. */
export function useKindWords() {
  const t = useTranslations() as unknown as Lookup;
  const controls = useControlsWords();
  const of = (kind: string, section: string, rest: string, other: (code: string) => string) => {
    const path = `${kind.split(".")[0]}.labels.${section}.${rest}`;
    return t.has(path) ? t(path) : other(rest);
  };
  return {
    kind: (kind: string) => of(kind, "kind", kind, controls.kind),
    /** The kind in one word, for a narrow list. */
    shortKind: (kind: string) => of(kind, "shortKind", kind, controls.shortKind),
    /** Why a checker said no. */
    rejection: (kind: string, code: string) => of(kind, "rejections", code, controls.reason),
  };
}
