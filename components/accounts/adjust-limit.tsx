"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { type Control, useForm, useWatch } from "react-hook-form";
import { DateField } from "@/components/patterns/fields/date-field";
import { MoneyField, SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { ADJUSTMENT_KINDS } from "@/domain/limits/codes";
import { LIMITS_POLICY } from "@/domain/limits/policy";
import { addDays, type Instant, shanghaiDate } from "@/domain/shared/time";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { AccountDetail } from "./account";
import { asksDay, type LimitForm, limitForm, limitNow } from "./limit-form";
import { LimitValue } from "./limit-table";
import { type AccountLimits, readLimit } from "./limits";

const EMPTY: LimitForm = { direction: "raise", kind: "transfer-day", value: "", day: "", until: "", note: "" };

/** Raises a limit, which a second person decides, or lowers it at the customer's word, which holds at once. */
export function AdjustLimit(props: { account: AccountDetail; limits: AccountLimits; now: Instant; onClose(): void }) {
  const t = useTranslations("limits.dialog");
  const attempt = useAttemptText();
  const client = useTRPCClient();
  const raise = useCommand(client.limits.raise.mutate);
  const lower = useCommand(client.limits.lower.mutate);
  const { control, handleSubmit } = useForm<LimitForm>({ resolver: zodResolver(limitForm), defaultValues: EMPTY });
  const [direction, kind] = useWatch({ control, name: ["direction", "kind"] });
  const command = direction === "raise" ? raise : lower;
  const submit = handleSubmit(async ({ value, day, until, note, ...wish }) => {
    const answer = await command.run({
      ...wish,
      accountId: props.account.id,
      value: readLimit(wish.kind, value) ?? 0n,
      dayMinor: asksDay(wish.kind, value) ? readLimit(wish.kind, day) : null,
      until: until === "" ? null : until,
      note,
    });
    if (answer?.ok) props.onClose();
  });
  return (
    <FormDialog
      title={t("title", { number: props.account.number })}
      verb={t(direction === "raise" ? "submitRaise" : "submitLower")}
      busy={command.pending}
      problem={attempt(command)}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <Choices control={control} raises={direction === "raise"} />
      <p className="hg-small hg-ink-2">
        <LimitNow limits={props.limits} kind={kind} />
      </p>
      <Values control={control} />
      <End control={control} raises={direction === "raise"} now={props.now} />
      <TextAreaField control={control} name="note" label={t("note")} maxLength={500} required />
    </FormDialog>
  );
}

type Part = { control: Control<LimitForm> };

/** Which way, and which limit. */
function Choices({ control, raises }: Part & { raises: boolean }) {
  const t = useTranslations("limits.dialog");
  const kinds = useTranslations("limits.kinds");
  return (
    <>
      <SelectField
        control={control}
        name="direction"
        label={t("direction")}
        help={t(raises ? "raiseHelp" : "lowerHelp")}
        options={(["raise", "lower"] as const).map((value) => ({ value, label: t(value) }))}
        required
      />
      <SelectField
        control={control}
        name="kind"
        label={t("limit")}
        options={ADJUSTMENT_KINDS.map((value) => ({ value, label: kinds(value) }))}
        required
      />
    </>
  );
}

/** What holds now of the chosen limit. */
function LimitNow({ limits, kind }: { limits: AccountLimits; kind: LimitForm["kind"] }) {
  const t = useTranslations("limits.dialog");
  const now = limitNow(limits, kind);
  if (now === null) return t("noneNow");
  const name = kind === "transfer-count" ? "transfer-count" : "transfer-day";
  return t.rich("now", { value: () => <LimitValue name={name} value={now} /> });
}

/** To what: a sum, a number, or of payments without password the sum of one and of a day. */
function Values({ control }: Part) {
  const t = useTranslations("limits.dialog");
  const [kind, value] = useWatch({ control, name: ["kind", "value"] });
  if (kind === "transfer-count")
    return <MoneyField control={control} name="value" label={t("value")} currency={t("transfers")} required />;
  const free = kind === "password-free";
  return (
    <>
      <MoneyField
        control={control}
        name="value"
        label={t(free ? "payment" : "value")}
        currency="CNY"
        {...(free ? { help: t("toLimit") } : {})}
        required
      />
      {asksDay(kind, value) ? (
        <MoneyField control={control} name="day" label={t("day")} currency="CNY" required />
      ) : null}
    </>
  );
}

/** The last day: a raise has one, within the house's longest; a lowering may. */
function End({ control, raises, now }: Part & { raises: boolean; now: Instant }) {
  const t = useTranslations("limits.dialog");
  const today = shanghaiDate(now);
  return (
    <DateField
      control={control}
      name="until"
      label={t(raises ? "until" : "untilOpen")}
      help={raises ? t("longest", { days: LIMITS_POLICY.longestRaiseDays }) : t("untilFree")}
      min={addDays(today, 1)}
      {...(raises ? { max: addDays(today, LIMITS_POLICY.longestRaiseDays) } : {})}
      required={raises}
    />
  );
}
