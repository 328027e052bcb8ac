"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { LOSSES_POLICY } from "@/domain/losses/policy";
import { secondsOf } from "@/domain/losses/times";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { LOSSES_PATH } from "./paths";

type Answer = RouterOutputs["losses"]["protect"];
export type Done = Extract<Answer, { ok: true }>["result"];

/** Until the core has confirmed, it is asked again this often, in milliseconds. */
const LOOK_MS = 500;

/** What the gesture did, what to tell the caller, and the core's word as soon as it is there. */
export function GestureDone({ done, onClose }: { done: Done; onClose(): void }) {
  const t = useTranslations("losses.gesture");
  const trpc = useTRPC();
  const format = useFormat();
  const nothing = done.outcome === "awaiting-lead";
  const { data } = useQuery({
    ...trpc.losses.detail.queryOptions({ id: done.id }, { enabled: !nothing }),
    refetchInterval: ({ state }) => (state.data?.inForceAt ? false : LOOK_MS),
  });
  const { toEntry } = secondsOf({ ...done, instructedAt: null, inForceAt: null }, LOSSES_POLICY);
  // The report's times are the first call's: a call that joins it is told none of them as its own.
  const joined = done.outcome === "joined";
  const toProtection = data?.seconds.toProtection;
  const word = joined && done.state === "protected" ? "protected" : done.outcome;
  return (
    <div className="hg-loss-done">
      <p role="status" className="hg-loss-word">
        {t(`done.${word}`)}
      </p>
      <p>{t(`say.${done.outcome}`)}</p>
      {done.accounts > 0 ? (
        <p className="hg-small">{t("done.text", { accounts: done.accounts, cards: done.cards })}</p>
      ) : null}
      {joined ? null : (
        <p className="hg-small hg-ink-3">{t("done.entered", { seconds: format.count(Math.round(toEntry)) })}</p>
      )}
      {nothing || (joined && done.accounts === 0) ? null : (
        <p className="hg-small hg-ink-3" role="status">
          {toProtection == null ? t("done.waiting") : t("done.inForce", { seconds: String(toProtection) })}
        </p>
      )}
      <div className="hg-form-actions">
        <Link className="hg-text-link" href={`${LOSSES_PATH}/${done.id}`}>
          {t("done.go", { number: done.number })}
        </Link>
        <span className="hg-grow" />
        <Button variant="primary" onClick={onClose}>
          {t("done.close")}
        </Button>
      </div>
    </div>
  );
}
