"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Dialog } from "@/components/ui/dialog";
import { KeyCap } from "@/components/ui/keys/key-cap";
import { useKey } from "@/components/ui/keys/key-provider";
import { useDigits } from "@/components/ui/keys/use-digits";
import { CAUSES, type Cause, type NoticeChannel } from "@/domain/losses/model";
import { epochMilliseconds, type Instant, instantFromEpoch } from "@/domain/shared/time";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { CheckAnswers } from "./check-answers";
import { type Done, GestureDone } from "./gesture-done";
import { AccountChoice, ChannelChoice, NoticeField } from "./gesture-fields";
import { type Answers, asChecks } from "./losses";
import { useCallClock } from "./use-call-clock";

/**
 * The call, by keyboard: a digit for what happened, digits for what was asked and matched, Ctrl+Enter. The seconds run
 * from the start of the call. Accounts, time and channel may be changed, and need not be.
 */
export function GestureDialog({ customerId, onClose }: { customerId: string; onClose(): void }) {
  const t = useTranslations("losses.gesture");
  const [done, setDone] = useState<Done | null>(null);
  return (
    <Dialog title={t("title")} open wide onOpenChange={(open) => (open ? undefined : onClose())}>
      {done ? <GestureDone done={done} onClose={onClose} /> : <Gesture customerId={customerId} onDone={setDone} />}
    </Dialog>
  );
}

function Gesture({ customerId, onDone }: { customerId: string; onDone(done: Done): void }) {
  const t = useTranslations("losses.gesture");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const facts = useQuery(trpc.losses.gesture.queryOptions({ customerId }));
  const protect = useCommand(client.losses.protect.mutate);
  const [cause, setCause] = useState<Cause | null>(null);
  const [channel, setChannel] = useState<NoticeChannel>("call");
  const [answers, setAnswers] = useState<Answers>({});
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [startedMs, setStartedMs] = useState(() => Date.now());
  const [hurried, setHurried] = useState(false);
  const seconds = useCallClock(startedMs, true);
  // The house's clock counts, and the reader's may be wrong: the call is placed by the house's.
  const ahead = facts.data ? epochMilliseconds(facts.data.now as Instant) - facts.dataUpdatedAt : 0;
  useDigits((digit) => {
    const chosen = CAUSES[digit - 1];
    if (chosen) setCause(chosen);
  }, cause === null);
  const send = async () => {
    if (cause === null) return setHurried(true);
    const accounts = facts.data?.accounts ?? [];
    const chosen = accounts.filter(({ id }) => !left.has(id)).map(({ id }) => id);
    const answer = await protect.run({
      customerId,
      cause,
      channel,
      noticeAt: instantFromEpoch(startedMs + ahead),
      checks: asChecks(answers),
      ...(left.size > 0 ? { accountIds: chosen } : {}),
    });
    if (answer?.ok) onDone(answer.result);
  };
  useKey("submit", () => void send(), !protect.pending, { words: () => t("verb") });
  const problem = hurried && cause === null ? t("pickCause") : attempt(protect);
  return (
    <div className="hg-loss-gesture">
      <p className="hg-loss-clock">
        <span className="hg-small hg-ink-3">{t("running")}</span>
        <b>{t("clock", { seconds })}</b>
      </p>
      {facts.data?.open ? <p className="hg-small">{t("openReport", { number: facts.data.open.number })}</p> : null}
      <CauseChoice cause={cause} onChoose={setCause} />
      {cause ? <CheckAnswers cause={cause} answers={answers} onChange={setAnswers} over={channel} /> : null}
      <details>
        <summary className="hg-small">{t("notice")}</summary>
        <ChannelChoice channel={channel} onChange={setChannel} />
        <NoticeField startedMs={startedMs + ahead} onChange={(at) => setStartedMs(at - ahead)} />
        <AccountChoice accounts={facts.data?.accounts ?? []} left={left} onChange={setLeft} />
      </details>
      {facts.data?.accounts.length === 0 ? <p className="hg-small">{t("noAccounts")}</p> : null}
      {facts.isError ? <p className="hg-error">{t("failed")}</p> : null}
      {problem ? (
        <p className="hg-error" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="hg-form-actions">
        <Button variant="primary" busy={protect.pending} onClick={() => void send()}>
          {t("verb")} <KeyCap of="submit" />
        </Button>
      </div>
    </div>
  );
}

/** What happened, a digit each; chosen again by a click. */
function CauseChoice({ cause, onChoose }: { cause: Cause | null; onChoose(cause: Cause): void }) {
  const t = useTranslations("losses");
  return (
    <fieldset className="hg-loss-causes">
      <legend>
        {t("gesture.cause")} <span className="hg-small hg-ink-3">{t("gesture.causeHint")}</span>
      </legend>
      {CAUSES.map((one, at) => (
        <button
          key={one}
          type="button"
          aria-pressed={cause === one}
          className={cx("hg-loss-cause", cause === one && "hg-on")}
          onClick={() => onChoose(one)}
        >
          <kbd>{at + 1}</kbd>
          <span>{t(`causes.${one}`)}</span>
        </button>
      ))}
    </fieldset>
  );
}
