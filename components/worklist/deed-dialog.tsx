"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Choice } from "@/components/people/choice";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import type { Refusal } from "@/domain/shared/result";
import { PRIORITY_NAMES } from "@/domain/worklist/schema";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { ColleagueChoice } from "./colleague-choice";
import { type Deed, MORNING, momentOf, type When } from "./deeds";
import { ReasonFields } from "./reason-fields";
import { WhenFields } from "./when-fields";
import type { WorkRow } from "./work";

type Item = Pick<WorkRow, "id" | "number" | "version" | "assignee" | "priority">;
type Form = { reason: string; note: string; personId: string; when: When; priority: WorkRow["priority"] };
type Answer = { ok: true; result: { clocksPaused?: number }; replayed: boolean } | Refusal;

/** Sends a deed with what its form holds; the server checks every part again. */
function useDeed(deed: Deed) {
  const { worklist } = useTRPCClient();
  return useCommand(
    useCallback(
      ({ key, input }: { key: string; input: { item: Item; form: Form } }): Promise<Answer> => {
        const { item, form } = input;
        const about = { itemId: item.id, version: item.version, ...(form.note.trim() ? { note: form.note } : {}) };
        const until = momentOf(form.when) ?? "";
        // The choices come from the lists the server's schema is made of.
        const sent = (more: object) => ({ key, input: { ...about, reason: form.reason, ...more } as never });
        const send: Record<Deed, () => Promise<unknown>> = {
          assign: () => worklist.assign.mutate(sent({ personId: form.personId })),
          return: () => worklist.return.mutate(sent({})),
          snooze: () => worklist.snooze.mutate(sent({ until })),
          suspend: () => worklist.suspend.mutate(sent({ until })),
          resume: () => worklist.resume.mutate(sent({})),
          priority: () => worklist.setPriority.mutate(sent({ priority: form.priority })),
        };
        return send[deed]() as Promise<Answer>;
      },
      [worklist, deed],
    ),
  );
}

/** One deed on one item: whom, until when, why. `onDone` says afterwards what became of it. */
export function DeedDialog(props: {
  deed: Deed;
  item: Item;
  onClose(): void;
  onDone(deed: Deed, result: { clocksPaused?: number }): void;
}) {
  const { deed, item } = props;
  const t = useTranslations("worklist.page.deed");
  const names = useTranslations("worklist.priorities");
  const attempt = useAttemptText();
  const command = useDeed(deed);
  const [form, setForm] = useState<Form>({
    reason: "",
    note: "",
    personId: "",
    when: { date: "", time: MORNING },
    priority: item.priority === "normal" ? "first" : "normal",
  });
  const set = (part: Partial<Form>) => setForm((was) => ({ ...was, ...part }));
  const timed = deed === "snooze" || deed === "suspend";
  const ready =
    form.reason !== "" &&
    (form.reason !== "other" || form.note.trim() !== "") &&
    (deed !== "assign" || form.personId !== "") &&
    (!timed || momentOf(form.when) !== null);
  const submit = async () => {
    const answer = await command.run({ item, form });
    if (!answer?.ok) return;
    props.onDone(deed, answer.result);
    props.onClose();
  };
  return (
    <ConfirmDialog
      title={t(`title.${deed}`, { number: item.number })}
      verb={t(`verb.${deed}`)}
      stepUp={false}
      ready={ready}
      pending={command.pending}
      problem={attempt(command)}
      onSubmit={submit}
      onClose={props.onClose}
    >
      {deed === "assign" ? (
        <ColleagueChoice
          itemId={item.id}
          value={form.personId}
          except={item.assignee?.id}
          onChange={(personId) => set({ personId })}
        />
      ) : null}
      {timed ? (
        <>
          <WhenFields label={t(`until.${deed}`)} value={form.when} onChange={(when) => set({ when })} />
          <p className="hg-hint">{t(`effect.${deed}`)}</p>
        </>
      ) : null}
      {deed === "priority" ? (
        <Choice
          label={t("priority")}
          value={form.priority}
          onChange={(priority) => set({ priority: priority as Form["priority"] })}
          options={PRIORITY_NAMES.filter((name) => name !== item.priority).map((name) => ({
            value: name,
            label: names(name),
          }))}
        />
      ) : null}
      <ReasonFields
        deed={deed}
        reason={form.reason}
        note={form.note}
        onReason={(reason) => set({ reason })}
        onNote={(note) => set({ note })}
      />
    </ConfirmDialog>
  );
}
