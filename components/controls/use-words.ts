"use client";

import { useTranslations } from "next-intl";
import type { Extent } from "@/domain/controls/model";

type Lookup = { (path: string, values?: Record<string, string>): string; has(path: string): boolean };

const REASON_GROUPS = [
  "restriction",
  "system",
  "at-once",
  "release",
  "system-release",
  "at-once-release",
  "restriction-rejection",
  "release-rejection",
];

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
    /** How far a measure reaches, its function or card by name; `card` is the card's name where it is known. */
    reach: ({ scope, target }: Pick<Extent, "scope" | "target">, card?: string) => {
      if (scope === "function") return t("reach.function", { name: say(`function.${target ?? ""}`) });
      if (scope === "card") return card ? t("reach.card", { name: card }) : t("reach.card-unknown");
      return say(`scope.${scope}`);
    },
    /** Restriction, stop, freeze or deduction: different things by law. */
    measureKind: (kind: string) => say(`measure-kind.${kind}`),
    /** The kind of paper a measure stands on. */
    paper: (type: string) => say(`paper.${type}`),
    /** Whether a look afterwards is due or overdue. */
    review: (review: string) => say(`review.${review}`),
    /** A function taken away singly. */
    fn: (name: string) => say(`function.${name}`),
    act: (act: string) => say(`act.${act}`),
    verb: (verb: string) => say(`verb.${verb}`),
    instruction: (state: string) => say(`instruction.${state}`),
    /** A coded reason, of a restriction or of a release, or why one was turned down. */
    reason: (code: string) =>
      say(REASON_GROUPS.map((group) => `reason.${group}.${code}`).find((path) => t.has(path)) ?? "other"),
    inFlight: (kind: string) => say(`in-flight-kind.${kind}`),
    standing: (kind: string) => say(`standing-kind.${kind}`),
    standingEffect: (effect: string) => say(`standing-effect.${effect}`),
  };
}
