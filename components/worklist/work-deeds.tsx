"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ActionKey } from "@/components/ui/keys/key-map";
import { useAttemptText, useRefusalText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { DeedDialog } from "./deed-dialog";
import type { Deed } from "./deeds";
import type { WorkDetail } from "./work";

const KEYS: Readonly<Partial<Record<Deed, ActionKey>>> = {
  assign: "assign",
  return: "handBack",
  snooze: "snooze",
  suspend: "suspend",
  resume: "suspend",
};

/** The deeds that fit this item now for this reader. */
export function fittingDeeds({ item, may }: WorkDetail): readonly Deed[] {
  if (item.state !== "open") return [];
  const deeds: Deed[] = [];
  if (may.change === null && item.resting === "ready") deeds.push("snooze", "suspend");
  if (may.change === null && item.resting !== "ready") deeds.push("resume");
  if (may.assign) deeds.push("assign", "priority");
  if (may.change === null && item.assignee) deeds.push("return");
  return deeds;
}

/** Take it, or change whose it is and when it is worked; each with its letter. Says why it cannot be taken. */
export function WorkDeeds({ detail }: { detail: WorkDetail }) {
  const t = useTranslations("worklist.page");
  const attempt = useAttemptText();
  const words = useRefusalText();
  const client = useTRPCClient();
  const take = useCommand(client.worklist.take.mutate);
  const [deed, setDeed] = useState<Deed | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const { item, may } = detail;
  if (item.state !== "open") return null;
  const takeable = may.take === null && !item.mine;
  const said = take.refusal || take.unanswered ? attempt(take) : null;
  const whyNot = !item.mine && may.take !== null && may.take !== "kernel.permission.denied" ? may.take : null;
  return (
    <div className="px-(--gutter) pb-2">
      <div className="flex flex-wrap gap-1 py-1">
        {takeable ? (
          <Button
            small
            shortcut="take"
            busy={take.pending}
            onClick={() => void take.run({ itemId: item.id, version: item.version })}
          >
            {t("deed.verb.take")}
          </Button>
        ) : null}
        {fittingDeeds(detail).map((one) => (
          <Button key={one} small shortcut={KEYS[one]} onClick={() => setDeed(one)}>
            {t(`deed.verb.${one}`)}
          </Button>
        ))}
      </div>
      {whyNot ? <p className="hg-small hg-ink-3">{words({ code: whyNot, params: { cap: "" } })}</p> : null}
      {said ? (
        <p className="hg-error" role="alert">
          {said}
        </p>
      ) : null}
      {done ? (
        <p className="hg-small hg-done" role="status">
          {done}
        </p>
      ) : null}
      {deed ? (
        <DeedDialog
          deed={deed}
          item={item}
          onClose={() => setDeed(null)}
          onDone={(what, { clocksPaused }) => setDone(t(`deed.done.${what}`, { count: clocksPaused ?? 0 }))}
        />
      ) : null}
    </div>
  );
}
