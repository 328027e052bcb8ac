"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Scroll } from "@/components/patterns/layouts";
import { LongTask } from "@/components/patterns/long-task";
import { StatusMark } from "@/components/patterns/status";
import { Choice } from "@/components/people/choice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ColleagueChoice } from "@/components/worklist/colleague-choice";
import { MORNING, momentOf, type When } from "@/components/worklist/deeds";
import { ReasonFields } from "@/components/worklist/reason-fields";
import { WhenFields } from "@/components/worklist/when-fields";
import type { Preview } from "@/components/worklist/work";
import { epochMilliseconds, type Instant } from "@/domain/shared/time";
import type { BulkAction } from "@/domain/worklist/codes";
import { PRIORITY_NAMES } from "@/domain/worklist/schema";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText, useRefusalText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { useNow } from "@/lib/use-now";
import type { listState } from "./list-state";

export type BulkTarget = { list: ReturnType<typeof listState>; only?: string[]; except: string[] };
type Priority = (typeof PRIORITY_NAMES)[number];
type Form = { reason: string; note: string; personId: string; when: When; priority: Priority };

/** One deed on many: what and why, who can and who cannot, then how far it is and what became of each. */
export function BulkDialog(props: { action: BulkAction; target: BulkTarget; onClose(): void; onStarted(): void }) {
  const { action, target } = props;
  const t = useTranslations("worklist.page.bulk");
  const deeds = useTranslations("worklist.page.deed");
  const names = useTranslations("worklist.priorities");
  const format = useFormat();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const start = useCommand(client.worklist.startBulk.mutate);
  const [bulkId, setBulkId] = useState<string | null>(null);
  const [form, setForm] = useState<Form>({
    reason: "",
    note: "",
    personId: "",
    when: { date: "", time: MORNING },
    priority: "first",
  });
  const set = (part: Partial<Form>) => setForm((was) => ({ ...was, ...part }));
  const deed = deedOf(action, form);
  const scope = { ...target, list: { ...target.list, limit: 50 } };
  const preview = useQuery({
    ...trpc.worklist.bulkPreview.queryOptions(
      { scope, deed: deed as never },
      { enabled: deed !== null && bulkId === null },
    ),
    staleTime: 0,
  });
  const ready =
    deed !== null &&
    (form.reason !== "other" || form.note.trim() !== "") &&
    preview.data !== undefined &&
    !preview.data.tooMany &&
    preview.data.eligible > 0;
  const run = async () => {
    const answer = await start.run({ scope, deed: deed as never, ...(form.note.trim() ? { note: form.note } : {}) });
    if (!answer?.ok) return;
    setBulkId(answer.result.bulkId);
    props.onStarted();
  };
  const problem = attempt(start);
  return (
    <Dialog title={t(`title.${action}`)} open wide onOpenChange={(open) => (open ? undefined : props.onClose())}>
      {bulkId ? (
        <BulkProgress bulkId={bulkId} />
      ) : (
        <form
          className="hg-form"
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          {action === "assign" ? (
            <ColleagueChoice value={form.personId} onChange={(personId) => set({ personId })} />
          ) : null}
          {action === "snooze" ? (
            <WhenFields label={deeds("until.snooze")} value={form.when} onChange={(when) => set({ when })} />
          ) : null}
          {action === "priority" ? (
            <Choice
              label={deeds("priority")}
              value={form.priority}
              onChange={(value) => set({ priority: PRIORITY_NAMES.find((name) => name === value) ?? "first" })}
              options={PRIORITY_NAMES.map((value) => ({ value, label: names(value) }))}
            />
          ) : null}
          <ReasonFields
            deed={action}
            reason={form.reason}
            note={form.note}
            onReason={(reason) => set({ reason })}
            onNote={(note) => set({ note })}
          />
          {deed === null ? <p className="hg-hint">{t("first")}</p> : null}
          {deed && preview.isPending ? <p className="hg-hint">{t("looking")}</p> : null}
          {preview.error ? (
            <p className="hg-error" role="alert">
              {t("previewFailed")}
            </p>
          ) : null}
          {deed && preview.data ? <Eligibility preview={preview.data} /> : null}
          {problem ? (
            <p className="hg-error" role="alert">
              {problem}
            </p>
          ) : null}
          <div className="hg-form-actions">
            <Button onClick={props.onClose}>{t("cancel")}</Button>
            <Button type="submit" variant="primary" disabled={!ready} busy={start.pending}>
              {t("run", { count: preview.data && deed ? format.count(preview.data.eligible) : "" })}
            </Button>
          </div>
        </form>
      )}
      {bulkId ? (
        <div className="hg-form-actions">
          <Button onClick={props.onClose}>{t("close")}</Button>
        </div>
      ) : null}
    </Dialog>
  );
}

/** The deed as the server takes it, or null while the form lacks something. */
function deedOf(action: BulkAction, form: Form): Record<string, string> | null {
  if (form.reason === "") return null;
  const { reason } = form;
  if (action === "assign") return form.personId ? { action, reason, personId: form.personId } : null;
  if (action === "priority") return { action, reason, priority: form.priority };
  const until = momentOf(form.when);
  if (action === "snooze") return until ? { action, reason, until } : null;
  return { action, reason };
}

/** How many it would be done to, how many not and why, and the first of them by number. */
function Eligibility({ preview }: { preview: Preview }) {
  const t = useTranslations("worklist.page.bulk");
  const format = useFormat();
  const words = useRefusalText();
  const say = (code: string) => words({ code, params: { cap: "", limit: "", hours: "" } });
  return (
    <section aria-label={t("preview")} role="status">
      <p>
        {t("eligible", { eligible: format.count(preview.eligible), total: format.count(preview.total) })}
        {preview.tooMany ? <b className="hg-late"> {t("tooMany")}</b> : null}
      </p>
      {preview.refusals.length > 0 ? (
        <ul className="hg-small">
          {preview.refusals.map(({ code, count }) => (
            <li key={code}>
              <b className="hg-num">{format.count(count)}</b> {say(code)}
            </li>
          ))}
        </ul>
      ) : null}
      <details className="hg-small">
        <summary>{t("firstOnes", { count: preview.items.length })}</summary>
        <ul>
          {preview.items.map((item) => (
            <li key={item.id} className="flex gap-2">
              <span className="hg-mono">{item.number}</span>
              <span className="hg-ink-3">{item.refusal ? say(item.refusal) : t("can")}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

const POLL_MS = 1_000;
const TONES = { waiting: "wait", done: "done", refused: "late" } as const;

/** How far a deed on many is, and what became of each item: those that were refused with why. */
export function BulkProgress({ bulkId }: { bulkId: string }) {
  const t = useTranslations("worklist.page.bulk");
  const actions = useTranslations("worklist.bulkActions");
  const outcomes = useTranslations("worklist.bulkOutcomes");
  const kinds = useTranslations("worklist.kinds");
  const words = useRefusalText();
  const now = useNow();
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.worklist.bulk.queryOptions({ bulkId }),
    refetchInterval: ({ state }) => (state.data?.bulk.finishedAt ? false : POLL_MS),
  });
  const bulk = query.data?.bulk;
  if (!bulk) return <p className="hg-hint">{query.error ? t("previewFailed") : t("looking")}</p>;
  const seconds = now ? (epochMilliseconds(now) - epochMilliseconds(bulk.requestedAt as Instant)) / 1000 : 0;
  const worked = bulk.done + bulk.refused;
  return (
    <section aria-label={t("progress")}>
      {bulk.finishedAt ? (
        <p role="status">{t("finished", { done: bulk.done, refused: bulk.refused })}</p>
      ) : (
        <LongTask
          title={actions(bulk.action)}
          step={1}
          steps={1}
          done={worked}
          total={bulk.total}
          perSecond={seconds > 1 && worked > 0 ? worked / seconds : null}
          unit={t("unit")}
        />
      )}
      <div className="grid max-h-[280px]">
        <Scroll label={t("results")}>
          <table className="hg-table hg-tight" aria-label={t("results")}>
            <tbody>
              {(query.data?.items ?? []).map((item) => (
                <tr key={item.itemId}>
                  <th scope="row" className="hg-mono">
                    {item.number}
                  </th>
                  <td>{kinds(item.kind)}</td>
                  <td>
                    <StatusMark tone={TONES[item.outcome]}>{outcomes(item.outcome)}</StatusMark>
                  </td>
                  <td className="hg-ink-3">
                    {item.code ? words({ code: item.code, params: { cap: "", limit: "", hours: "" } }) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
    </section>
  );
}
