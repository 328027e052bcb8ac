"use client";

import { useTranslations } from "next-intl";

type Lookup = { (path: string): string; has(path: string): boolean };

/** Words of a code another capability names, under a path of its messages; the code's own text where none are there. */
export function useCodeWords(): (path: string, code: string) => string {
  const t = useTranslations() as unknown as Lookup;
  return (path, code) => (t.has(`${path}.${code}`) ? t(`${path}.${code}`) : code);
}
