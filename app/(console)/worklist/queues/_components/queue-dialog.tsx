"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Line, Tick } from "@/components/people/choice";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import { Button } from "@/components/ui/button";
import type { Queue } from "@/components/worklist/work";
import type { QueueFilter } from "@/domain/worklist/inputs";
import type { WorkItemKind } from "@/domain/worklist/model";
import { WORKLIST_POLICY } from "@/domain/worklist/policy";
import { PRIORITY_NAMES } from "@/domain/worklist/schema";
import { STANDINGS } from "@/domain/worklist/standing";
import { useBilingual } from "@/lib/bilingual";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { useVisibleKinds } from "../../_components/work-tabs";

type Form = {
  nameZh: string;
  nameEn: string;
  kinds: readonly WorkItemKind[];
  filter: QueueFilter;
  members: readonly string[];
};

const toggled = <V extends string>(list: readonly V[], value: V): V[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value];

/** A queue's names, kinds, narrowing and members; an existing one can be closed. */
export function QueueDialog({ queue, onClose }: { queue: Queue | null; onClose(): void }) {
  const t = useTranslations("worklist.page.queues");
  const worklist = useTranslations("worklist");
  const say = useBilingual();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const kinds = useVisibleKinds();
  const { data: people } = useQuery(trpc.worklist.colleagues.queryOptions({ purpose: "assign" }));
  const save = useCommand(client.worklist.saveQueue.mutate);
  const close = useCommand(client.worklist.closeQueue.mutate);
  const [form, setForm] = useState<Form>({
    nameZh: queue?.name.zh ?? "",
    nameEn: queue?.name.en ?? "",
    kinds: queue?.kinds ?? [],
    filter: queue?.filter ?? { standings: [], priorities: [], promised: false },
    members: queue?.members.map(({ id }) => id) ?? [],
  });
  const set = (part: Partial<Form>) => setForm((was) => ({ ...was, ...part }));
  const narrow = (part: Partial<QueueFilter>) => set({ filter: { ...form.filter, ...part } });
  const submit = async () => {
    const answer = await save.run({
      ...(queue ? { queueId: queue.id, version: queue.version } : {}),
      ...form,
      kinds: [...form.kinds],
      members: [...form.members],
    });
    if (answer?.ok) onClose();
  };
  const end = async () => {
    if (!queue) return;
    const answer = await close.run({ queueId: queue.id });
    if (answer?.ok) onClose();
  };
  return (
    <ConfirmDialog
      title={queue ? t("edit", { name: say(queue.name) }) : t("new")}
      verb={t("save")}
      stepUp={false}
      ready={form.nameZh.trim() !== "" && form.nameEn.trim() !== "" && form.kinds.length > 0}
      pending={save.pending}
      problem={attempt(save) ?? attempt(close)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Line label={t("nameZh")} required maxLength={40} value={form.nameZh} onChange={(nameZh) => set({ nameZh })} />
      <Line label={t("nameEn")} required maxLength={60} value={form.nameEn} onChange={(nameEn) => set({ nameEn })} />
      <Ticks
        label={t("kinds")}
        values={kinds}
        chosen={form.kinds}
        word={(kind) => worklist(`kinds.${kind}`)}
        onToggle={(kind) => set({ kinds: toggled(form.kinds, kind) })}
      />
      <Ticks
        label={t("standings")}
        values={STANDINGS}
        chosen={form.filter.standings}
        word={(standing) => worklist(`standings.${standing}`)}
        onToggle={(standing) => narrow({ standings: toggled(form.filter.standings, standing) })}
      />
      <Ticks
        label={t("priorities")}
        values={PRIORITY_NAMES}
        chosen={form.filter.priorities}
        word={(priority) => worklist(`priorities.${priority}`)}
        onToggle={(priority) => narrow({ priorities: toggled(form.filter.priorities, priority) })}
      />
      <Tick label={t("promised")} checked={form.filter.promised} onChange={(promised) => narrow({ promised })} />
      <Ticks
        label={t("members", { cap: WORKLIST_POLICY.loadCap })}
        values={(people ?? []).map(({ person }) => person.id)}
        chosen={form.members}
        word={(id) => {
          const found = people?.find(({ person }) => person.id === id);
          return found ? say(found.person.name) : id;
        }}
        onToggle={(id) => set({ members: toggled(form.members, id) })}
      />
      {queue ? (
        <p>
          <Button small variant="negative" busy={close.pending} onClick={() => void end()}>
            {t("close")}
          </Button>
        </p>
      ) : null}
    </ConfirmDialog>
  );
}

function Ticks<V extends string>(props: {
  label: string;
  values: readonly V[];
  chosen: readonly V[];
  word(value: V): string;
  onToggle(value: V): void;
}) {
  return (
    <fieldset className="hg-control">
      <legend>{props.label}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {props.values.map((value) => (
          <Tick
            key={value}
            label={props.word(value)}
            checked={props.chosen.includes(value)}
            onChange={() => props.onToggle(value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
