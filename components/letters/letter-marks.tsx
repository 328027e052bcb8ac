"use client";

import { useTranslations } from "next-intl";
import { StatusMark } from "@/components/patterns/status";
import { DISPATCH_TONE, type LetterRow, STANDING_TONE } from "./letter";

/** How a letter fares as a whole. */
export function Standing({ standing }: Pick<LetterRow, "standing">) {
  const t = useTranslations("letters.standings");
  return (
    <span className="whitespace-nowrap">
      <StatusMark tone={STANDING_TONE[standing]}>{t(standing)}</StatusMark>
    </span>
  );
}

/** Each channel with its mark, in a line. */
export function Channels({ dispatches }: Pick<LetterRow, "dispatches">) {
  const t = useTranslations("letters");
  if (dispatches.length === 0) return <span className="hg-ink-3">{"–"}</span>;
  return (
    <span className="flex flex-wrap gap-x-3">
      {dispatches.map(({ id, channel, state }) => (
        <span key={id} className="whitespace-nowrap">
          <StatusMark tone={DISPATCH_TONE[state]}>
            {t("page.channel", { channel: t(`channels.${channel}`), state: t(`states.${state}`) })}
          </StatusMark>
        </span>
      ))}
    </span>
  );
}
