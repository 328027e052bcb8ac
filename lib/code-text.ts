"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

type Values = Readonly<Record<string, string | number>>;

/**
 * Words of a dotted code (`controls.measure.not-live`) from a section of its capability's messages: under
 * `<capability>.<section>.<rest>`, or under the whole code. Undefined for a code nobody has worded.
 */
export function useCodeText(section: "refusals" | "audit"): (code: string, values?: Values) => string | undefined {
  // Codes are not known when this is compiled; a fitness test holds every one of them against the messages.
  const t = useTranslations() as unknown as { (path: string, values?: Values): string; has(path: string): boolean };
  return useCallback(
    (code, values) => {
      const [capability = "", ...rest] = code.split(".");
      const paths = [`${capability}.${section}.${rest.join(".")}`, `${capability}.${section}.${code}`];
      const path = paths.find((candidate) => t.has(candidate));
      return path === undefined ? undefined : t(path, values);
    },
    [t, section],
  );
}
