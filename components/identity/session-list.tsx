"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { Flag } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

export type LiveSession = {
  readonly id: string;
  readonly device: string;
  readonly lastSeenAt: string;
  readonly current: boolean;
};

/** Live sessions, each with the way to end it at once. The present one ends by signing out. */
export function SessionList(props: { sessions: readonly LiveSession[]; mayEnd: boolean; none: string }) {
  const t = useTranslations("identity.account");
  const format = useFormat();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const command = useCommand(
    useCallback(
      (call: { key: string; input: { sessionId: string } }) => client.identity.endSession.mutate(call),
      [client],
    ),
  );
  const problem = attempt(command);
  if (props.sessions.length === 0) return <p className="hg-sheet-nothing">{props.none}</p>;
  return (
    <>
      {problem ? (
        <p className="hg-sheet-nothing hg-error" role="alert">
          {problem}
        </p>
      ) : null}
      <ul className="hg-lines">
        {props.sessions.map((session) => (
          <li key={session.id}>
            <span className="hg-clip" title={session.device}>
              {deviceName(session.device) || t("unknownDevice")} {session.current ? <Flag>{t("current")}</Flag> : null}
            </span>
            <span className="hg-ink-3">{t("seenAt", { at: format.dateTime(session.lastSeenAt as Instant) })}</span>
            {props.mayEnd && !session.current ? (
              <Button
                small
                variant="plain"
                busy={command.pending}
                aria-label={`${t("endSession")} ${deviceName(session.device)} ${format.dateTime(session.lastSeenAt as Instant)}`}
                onClick={() => void command.run({ sessionId: session.id })}
              >
                {t("endSession")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

const BROWSERS = [
  [/\bEdg\//, "Edge"],
  [/\bFirefox\//, "Firefox"],
  [/Chrom(e|ium)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
] as const;
const SYSTEMS = [
  [/\bWindows\b/, "Windows"],
  [/\bAndroid\b/, "Android"],
  [/\biPhone|\biPad/, "iOS"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
] as const;

/** Browser and system of a user agent, as people know them; "" for none of the usual. */
export function deviceName(agent: string): string {
  const find = (names: readonly (readonly [RegExp, string])[]) => names.find(([sign]) => sign.test(agent))?.[1];
  return [find(BROWSERS), find(SYSTEMS)].filter(Boolean).join(" · ");
}
