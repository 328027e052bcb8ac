"use client";

import { useTranslations } from "next-intl";

/** How an automatic decision came out, in words; one nobody has worded reads "decided". */
export function useOutcomeWords(): (outcome: string) => string {
  const t = useTranslations("processing.outcomes");
  return (outcome) => (t.has(outcome as "denied") ? t(outcome as "denied") : t("other"));
}

/** How many outside channels matched, as an account's class is decided on. */
const CHANNELS = /^channels-(\d+)$/;

/** What an automatic decision looked at, in words: its own codes, a limit's reason, a measure's reason. */
export function useInputWords(): (input: string) => string {
  const t = useTranslations("processing.inputs");
  const limits = useTranslations("limits.reasons");
  const measures = useTranslations("controls.labels.reason.system");
  return (input) => {
    const channels = CHANNELS.exec(input)?.[1];
    if (channels !== undefined) return t("channels", { count: Number(channels) });
    if (t.has(input as "remote")) return t(input as "remote");
    const limit = input.replace(/^limits\./, "");
    if (limits.has(limit as "line.day")) return limits(limit as "line.day");
    return measures.has(input as "identity-expired") ? measures(input as "identity-expired") : input;
  };
}
