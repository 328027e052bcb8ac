"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { useControlsWords } from "@/components/controls/use-words";
import { DateField } from "@/components/patterns/fields/date-field";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { OBJECTION_CHANNELS, OBJECTION_GROUNDS } from "@/domain/objections/model";
import { addDuration, type Instant, type LocalDate, shanghaiDate, startOfDay } from "@/domain/shared/time";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const form = z.object({
  measureId: z.uuid("required"),
  ground: z.enum(OBJECTION_GROUNDS, "required"),
  channel: z.enum(OBJECTION_CHANNELS, "required"),
  day: z.iso.date("required"),
  time: z.string().regex(TIME, "required"),
  words: z.string().trim().min(1, "required").max(4000, "tooLong"),
});

/** The moment a Shanghai day and a clock time name. */
export function momentOf(day: string, time: string): Instant {
  const [, hours = "0", minutes = "0"] = TIME.exec(time) ?? [];
  return addDuration(startOfDay(day as LocalDate), { hours: Number(hours), minutes: Number(minutes) });
}

/** The clock time of a moment in Shanghai. */
export function timeOf(now: Instant): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(startOfDay(shanghaiDate(now)))) / 60_000);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

/** Enters a customer's objection to one of his measures, as of when it reached the house. */
export function RegisterDialog(props: {
  customerId: string;
  now: Instant;
  onEnd(done: { id: string; number: string; dueOn: string } | null): void;
}) {
  const { customerId, now, onEnd } = props;
  const t = useTranslations("objections.page.registerForm");
  const words = useTranslations("objections");
  const controls = useControlsWords();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const attempt = useAttemptText();
  const { data } = useQuery(trpc.objections.measures.queryOptions({ customerId }));
  const register = useCommand(client.objections.register.mutate);
  const {
    control,
    handleSubmit,
    register: field,
  } = useForm({
    resolver: zodResolver(form),
    defaultValues: {
      channel: "phone",
      day: shanghaiDate(now),
      time: timeOf(now),
      words: "",
    } as unknown as z.input<typeof form>,
  });
  const submit = handleSubmit(async ({ day, time, ...given }) => {
    const answer = await register.run({ ...given, customerId, receivedAt: momentOf(day, time) });
    if (answer?.ok) onEnd(answer.result);
  });
  const measures = (data?.rows ?? []).filter(({ source }) => source !== "customer");
  return (
    <FormDialog
      title={t("title")}
      verb={t("verb")}
      busy={register.pending}
      problem={attempt(register)}
      onSubmit={submit}
      onClose={() => onEnd(null)}
    >
      {data && measures.length === 0 ? <p className="hg-hint">{t("none")}</p> : null}
      <SelectField
        control={control}
        name="measureId"
        label={t("measure")}
        options={measures.map((one) => ({
          value: one.id,
          label: `${one.number} · ${controls.scope(one.scope)} · ${controls.reason(one.reasonCode)}`,
          ...(one.openObjection ? { help: t("open", { number: one.openObjection.number }) } : {}),
        }))}
        required
      />
      <SelectField
        control={control}
        name="ground"
        label={t("ground")}
        options={OBJECTION_GROUNDS.map((value) => ({ value, label: words(`grounds.${value}`) }))}
        required
      />
      <SelectField
        control={control}
        name="channel"
        label={t("channel")}
        options={OBJECTION_CHANNELS.map((value) => ({ value, label: words(`channels.${value}`) }))}
        required
      />
      <DateField
        control={control}
        name="day"
        label={t("received")}
        help={t("receivedHelp")}
        max={shanghaiDate(now)}
        required
      />
      <label className="hg-control">
        <span>{t("time")}</span>
        <input className="hg-input" type="time" {...field("time")} />
      </label>
      <TextAreaField control={control} name="words" label={t("words")} maxLength={4000} required />
    </FormDialog>
  );
}
