"use client";

import { useTranslations } from "next-intl";

type Lookup = { (path: string): string; has(path: string): boolean };

/** Words of controls by their codes: kinds of proposals, states, scopes, reasons, core's own words. */
export function useControlsWords() {
  const t = useTranslations("controls.labels") as unknown as Lookup;
  const say = (path: string) => (t.has(path) ? t(path) : t("other"));
  return {
    kind: (kind: string) => say(`kind.${kind}`),
    /** The kind in one word, for a narrow list. */
    shortKind: (kind: string) => say(`verb.${kind === "controls.release.request" ? "lift" : "restrict"}`),
    state: (state: string) => say(`state.${state}`),
    /** Whose measure it is. */
    source: (source: string) => say(source),
    scope: (scope: string) => say(`scope.${scope}`),
    act: (act: string) => say(`act.${act}`),
    verb: (verb: string) => say(`verb.${verb}`),
    instruction: (state: string) => say(`instruction.${state}`),
    /** A coded reason, of a restriction or of a release, or why one was turned down. */
    reason: (code: string) =>
      say(
        ["restriction", "system", "release", "system-release", "restriction-rejection", "release-rejection"]
          .map((group) => `reason.${group}.${code}`)
          .find((path) => t.has(path)) ?? "other",
      ),
    inFlight: (kind: string) => say(`in-flight-kind.${kind}`),
    standing: (kind: string) => say(`standing-kind.${kind}`),
    standingEffect: (effect: string) => say(`standing-effect.${effect}`),
  };
}
