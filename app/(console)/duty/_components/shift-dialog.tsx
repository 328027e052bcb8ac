"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Choice, Line, Tick } from "@/components/people/choice";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import { SHIFT_KINDS, type ShiftKind, type TargetType } from "@/domain/duty/codes";
import { addDays, type LocalDate, localDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCommand } from "@/lib/use-command";

type Target = RouterOutputs["duty"]["week"]["targets"][number];
type Form = {
  target: string;
  personId: string;
  kind: ShiftKind;
  day: string;
  from: string;
  to: string;
  nextDay: boolean;
};

const keyOf = ({ targetType, target }: Pick<Target, "targetType" | "target">) => `${targetType}:${target}`;

/** One shift: for whom, who, when. Only people who hold the role are offered. */
export function ShiftDialog(props: { targets: readonly Target[]; day: LocalDate; onClose(): void }) {
  const t = useTranslations("duty");
  const words = useBilingual();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const { data: staff } = useSuspenseQuery(trpc.duty.staff.queryOptions({}));
  const first = props.targets[0];
  const offered = (key: string) => {
    const target = props.targets.find((one) => keyOf(one) === key);
    return target?.targetType === "role" ? staff.filter(({ roles }) => roles.includes(target.target)) : staff;
  };
  const firstKey = first ? keyOf(first) : "";
  const [form, setForm] = useState<Form>({
    target: firstKey,
    personId: offered(firstKey)[0]?.id ?? "",
    kind: "primary",
    day: props.day,
    from: "09:00",
    to: "18:00",
    nextDay: false,
  });
  const set = (part: Partial<Form>) => setForm({ ...form, ...part });
  const command = useCommand(
    useCallback(
      (call: { key: string; input: Form }) => {
        const { target, personId, kind, day, from, to, nextDay } = call.input;
        const last = nextDay ? addDays(localDate(day), 1) : day;
        const [targetType = "role", ...rest] = target.split(":");
        return client.duty.addShift.mutate({
          key: call.key,
          input: {
            targetType: targetType as TargetType,
            target: rest.join(":"),
            personId,
            kind,
            startsAt: `${day}T${from}:00+08:00`,
            endsAt: `${last}T${to}:00+08:00`,
          },
        });
      },
      [client],
    ),
  );
  const submit = async () => {
    const answer = await command.run(form);
    if (answer?.ok) props.onClose();
  };
  return (
    <ConfirmDialog
      title={t("desk.addShift")}
      verb={t("desk.save")}
      stepUp={false}
      ready={form.personId !== "" && form.day !== "" && form.from !== "" && form.to !== ""}
      pending={command.pending}
      problem={attempt(command)}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <Choice
        label={t("desk.target")}
        value={form.target}
        onChange={(target) => set({ target, personId: offered(target)[0]?.id ?? "" })}
        options={props.targets.map((one) => ({ value: keyOf(one), label: words(one.name) }))}
      />
      <Choice
        label={t("desk.person")}
        value={form.personId}
        onChange={(personId) => set({ personId })}
        options={offered(form.target).map(({ id, name }) => ({ value: id, label: words(name) }))}
      />
      <Choice
        label={t("desk.kind")}
        value={form.kind}
        onChange={(kind) => set({ kind: kind as ShiftKind })}
        options={SHIFT_KINDS.map((kind) => ({ value: kind, label: t(`shiftKinds.${kind}`) }))}
      />
      <Line label={t("desk.day")} type="date" required value={form.day} onChange={(day) => set({ day })} />
      <Line label={t("desk.from")} type="time" required value={form.from} onChange={(from) => set({ from })} />
      <Line label={t("desk.to")} type="time" required value={form.to} onChange={(to) => set({ to })} />
      <Tick label={t("desk.nextDay")} checked={form.nextDay} onChange={(nextDay) => set({ nextDay })} />
    </ConfirmDialog>
  );
}
