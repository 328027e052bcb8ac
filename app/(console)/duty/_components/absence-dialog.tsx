"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Choice, Line } from "@/components/people/choice";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import { ABSENCE_REASONS, type AbsenceReason } from "@/domain/duty/codes";
import type { LocalDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

type Input = { personId: string; fromOn: string; toOn: string; reasonCode: AbsenceReason; standInId: string | null };

/** Days, reason and stand-in of an absence; for `personId`, or for somebody to be chosen. */
export function AbsenceDialog(props: { personId: string | null; today: LocalDate; onClose(): void }) {
  const t = useTranslations("duty");
  const words = useBilingual();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const { data: staff } = useSuspenseQuery(trpc.duty.staff.queryOptions({}));
  const [input, setInput] = useState<Input>({
    personId: props.personId ?? staff[0]?.id ?? "",
    fromOn: props.today,
    toOn: props.today,
    reasonCode: "leave",
    standInId: null,
  });
  const command = useCommand(
    useCallback((call: { key: string; input: Input }) => client.duty.setAbsence.mutate(call), [client]),
  );
  const set = (part: Partial<Input>) => setInput({ ...input, ...part });
  const submit = async () => {
    const answer = await command.run(input);
    if (answer?.ok) props.onClose();
  };
  const names = staff.map(({ id, name }) => ({ value: id, label: words(name) }));
  return (
    <ConfirmDialog
      title={props.personId ? t("desk.setAbsence") : t("desk.setAbsenceFor")}
      verb={t("desk.save")}
      stepUp={false}
      ready={input.fromOn !== "" && input.toOn !== ""}
      pending={command.pending}
      problem={attempt(command)}
      onSubmit={submit}
      onClose={props.onClose}
    >
      {props.personId ? null : (
        <Choice
          label={t("desk.person")}
          value={input.personId}
          onChange={(personId) => set({ personId })}
          options={names}
        />
      )}
      <Line
        label={t("desk.firstDay")}
        type="date"
        required
        value={input.fromOn}
        onChange={(fromOn) => set({ fromOn, ...(fromOn > input.toOn && { toOn: fromOn }) })}
      />
      <Line
        label={t("desk.lastDay")}
        type="date"
        required
        min={input.fromOn}
        value={input.toOn}
        onChange={(toOn) => set({ toOn })}
      />
      <Choice
        label={t("desk.reason")}
        value={input.reasonCode}
        onChange={(reasonCode) => set({ reasonCode: reasonCode as AbsenceReason })}
        options={ABSENCE_REASONS.map((code) => ({ value: code, label: t(`absenceReasons.${code}`) }))}
      />
      <Choice
        label={t("desk.standIn")}
        value={input.standInId ?? ""}
        onChange={(id) => set({ standInId: id || null })}
        options={[{ value: "", label: t("desk.noStandIn") }, ...names.filter(({ value }) => value !== input.personId)]}
      />
    </ConfirmDialog>
  );
}
