"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { SectionHead } from "@/components/patterns/headers";
import { StatusMark } from "@/components/patterns/status";
import type { Tone } from "@/components/patterns/tone";
import { Choice } from "@/components/people/choice";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import { Button } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { PROMISE_ENDS, PROMISE_KINDS, type PromiseKind } from "@/domain/worklist/codes";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { MORNING, momentOf, type When } from "./deeds";
import { WhenFields } from "./when-fields";
import type { Promised, WorkDetail } from "./work";

const TONE: Readonly<Record<Promised["state"], Tone>> = {
  open: "wait",
  kept: "done",
  broken: "late",
  withdrawn: "none",
};

/** What was promised to the customer and by when: made here, kept or not. */
export function Promises({ detail }: { detail: WorkDetail }) {
  const t = useTranslations("worklist.page.promise");
  const [making, setMaking] = useState(false);
  const { promises, item, may } = detail;
  const mayMake = may.comment && item.state === "open" && item.customer !== null;
  if (promises.length === 0 && !mayMake) return null;
  return (
    <>
      <SectionHead
        title={t("title")}
        ruled
        aside={
          mayMake ? (
            <Button small shortcut="promise" onClick={() => setMaking(true)}>
              {t("make")}
            </Button>
          ) : null
        }
      />
      {promises.length === 0 ? <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("none")}</p> : null}
      <ul className="px-(--gutter) pb-2">
        {promises.map((promise) => (
          <PromiseLine key={promise.id} promise={promise} mayEnd={may.comment} />
        ))}
      </ul>
      {making ? <PromiseDialog itemId={item.id} onClose={() => setMaking(false)} /> : null}
    </>
  );
}

function PromiseLine({ promise, mayEnd }: { promise: Promised; mayEnd: boolean }) {
  const t = useTranslations("worklist.page.promise");
  const kinds = useTranslations("worklist.promises");
  const states = useTranslations("worklist.promiseStates");
  const format = useFormat();
  const say = useBilingual();
  const attempt = useAttemptText();
  const client = useTRPCClient();
  const close = useCommand(client.worklist.closePromise.mutate);
  const problem = attempt(close);
  return (
    <li className="hg-small py-1">
      <div className="flex flex-wrap items-center gap-x-2">
        <b>{kinds(promise.kind)}</b>
        <span className={promise.overdue ? "hg-late" : undefined}>{format.dateTime(promise.dueAt as Instant)}</span>
        <span className="hg-grow" />
        <StatusMark tone={promise.overdue ? "late" : TONE[promise.state]}>
          {promise.overdue ? t("overdue") : states(promise.state)}
        </StatusMark>
      </div>
      {promise.note ? <p className="hg-ink-2">{promise.note}</p> : null}
      {promise.madeBy ? <p className="hg-ink-3">{t("by", { who: say(promise.madeBy.name) })}</p> : null}
      {promise.state === "open" && mayEnd ? (
        <div className="flex flex-wrap gap-1 pt-1">
          {PROMISE_ENDS.map((as) => (
            <Button
              key={as}
              small
              variant="plain"
              disabled={close.pending}
              onClick={() => void close.run({ promiseId: promise.id, as })}
            >
              {t(`end.${as}`)}
            </Button>
          ))}
        </div>
      ) : null}
      {problem ? (
        <p className="hg-error" role="alert">
          {problem}
        </p>
      ) : null}
    </li>
  );
}

function PromiseDialog({ itemId, onClose }: { itemId: string; onClose(): void }) {
  const t = useTranslations("worklist.page.promise");
  const kinds = useTranslations("worklist.promises");
  const attempt = useAttemptText();
  const client = useTRPCClient();
  const record = useCommand(client.worklist.recordPromise.mutate);
  const [kind, setKind] = useState<PromiseKind>("answer");
  const [when, setWhen] = useState<When>({ date: "", time: MORNING });
  const [note, setNote] = useState("");
  const dueAt = momentOf(when);
  const submit = async () => {
    const answer = await record.run({ itemId, kind, dueAt: dueAt ?? "", ...(note.trim() ? { note } : {}) });
    if (answer?.ok) onClose();
  };
  return (
    <ConfirmDialog
      title={t("dialog")}
      verb={t("make")}
      stepUp={false}
      ready={dueAt !== null}
      pending={record.pending}
      problem={attempt(record)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Choice
        label={t("kind")}
        value={kind}
        onChange={(value) => setKind(PROMISE_KINDS.find((known) => known === value) ?? "answer")}
        options={PROMISE_KINDS.map((value) => ({ value, label: kinds(value) }))}
      />
      <WhenFields label={t("due")} value={when} onChange={setWhen} />
      <label className="hg-control">
        <span>{t("note")}</span>
        <textarea
          className="hg-input hg-textarea"
          rows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
    </ConfirmDialog>
  );
}
