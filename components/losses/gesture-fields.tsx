"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { NOTICE_CHANNELS, type NoticeChannel } from "@/domain/losses/model";
import { epochMilliseconds, instant, instantFromEpoch } from "@/domain/shared/time";
import type { GestureFacts } from "./losses";

const MINUTE_MS = 60_000;
/** Shanghai is eight hours ahead, all year. */
const ZONE_OFFSET_MS = 8 * 60 * MINUTE_MS;

/** A moment as the field writes it: the wall clock of Shanghai, without its zone. */
const wallClock = (ms: number): string => instantFromEpoch(ms + ZONE_OFFSET_MS).slice(0, 19);

/** When the call began, or the letter came: what liability runs from. Never later than it was. */
export function NoticeField({ startedMs, onChange }: { startedMs: number; onChange(ms: number): void }) {
  const t = useTranslations("losses.gesture");
  const id = useId();
  return (
    <div className="hg-loss-notice">
      <label htmlFor={id}>{t("notice")}</label>
      <input
        id={id}
        className="hg-input"
        type="datetime-local"
        step={1}
        max={wallClock(startedMs)}
        value={wallClock(startedMs)}
        onChange={(event) => {
          if (event.target.value) onChange(epochMilliseconds(instant(`${event.target.value}+08:00`)));
        }}
      />
      <Button small onClick={() => onChange(startedMs - MINUTE_MS)}>
        {t("earlier")}
      </Button>
      <span className="hg-hint">{t("noticeHelp")}</span>
    </div>
  );
}

/** How the notice came; at the counter a face can be seen, and nowhere else. */
export function ChannelChoice({
  channel,
  onChange,
}: {
  channel: NoticeChannel;
  onChange(channel: NoticeChannel): void;
}) {
  const t = useTranslations("losses");
  const id = useId();
  return (
    <div className="hg-loss-notice">
      <label htmlFor={id}>{t("gesture.channel")}</label>
      <select
        id={id}
        className="hg-input"
        value={channel}
        onChange={({ target }) => onChange(NOTICE_CHANNELS.find((one) => one === target.value) ?? "call")}
      >
        {NOTICE_CHANNELS.map((one) => (
          <option key={one} value={one}>
            {t(`channels.${one}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Which accounts are protected; all of them unless somebody unticks one. */
export function AccountChoice(props: {
  accounts: GestureFacts["accounts"];
  left: ReadonlySet<string>;
  onChange(left: ReadonlySet<string>): void;
}) {
  const t = useTranslations("losses.gesture");
  const { accounts, left, onChange } = props;
  if (accounts.length < 2) return null;
  const turn = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    // One at least is protected.
    if (next.size < accounts.length) onChange(next);
  };
  return (
    <fieldset className="hg-loss-accounts">
      <legend>{t("accounts")}</legend>
      {accounts.map(({ id, number, currency }) => (
        <label key={id}>
          <input type="checkbox" checked={!left.has(id)} onChange={() => turn(id)} />
          <span className="hg-mono">{number}</span> <span className="hg-small hg-ink-3">{currency}</span>
        </label>
      ))}
    </fieldset>
  );
}
