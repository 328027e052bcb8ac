"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type Control, useWatch } from "react-hook-form";
import { DateField } from "@/components/patterns/fields/date-field";
import { MoneyField, SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { MomentField } from "@/components/patterns/fields/moment-field";
import { MEASURE_FUNCTIONS, SCOPES } from "@/domain/controls/model";
import { addDays, type Instant, shanghaiDate } from "@/domain/shared/time";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { type AccountControls, cardName } from "./measure";
import { useControlsWords } from "./use-words";

/** What both roads of a restriction ask: how far, until when, looked at again when, and why in words. */
export type CommonForm = {
  scope: (typeof SCOPES)[number];
  amount: string;
  target: string;
  card: string;
  expiresAt: string;
  reviewOn: string;
  note: string;
};

/** Terms people choose most; any other minute may be typed. */
const SPANS = [
  { unit: "hour", count: 24 },
  { unit: "hour", count: 48 },
  { unit: "day", count: 7 },
  { unit: "day", count: 30 },
] as const;

/** The cards bound to an account, by name; empty while they are not known. */
export function useCards(accountId: string, asked: boolean): readonly { id: string; name: string; bound: boolean }[] {
  const trpc = useTRPC();
  const can = useCan();
  const { data } = useQuery({
    ...trpc.accounts.detail.queryOptions({ id: accountId }),
    enabled: asked && can("accounts.read"),
  });
  return (data?.cards ?? []).map(({ id, bank, number, status }) => ({
    id,
    name: cardName(bank, number),
    bound: status === "bound",
  }));
}

/** The fields of a restriction, the same on both roads; `noteHelp` says who reads the words. */
export function RestrictionFields(props: {
  control: Control<CommonForm>;
  controls: AccountControls;
  now: Instant;
  noteHelp: string;
}) {
  const t = useTranslations("controls.page.propose");
  const words = useControlsWords();
  const { control, controls } = props;
  const { account, reviewWithinDays } = controls;
  const scope = useWatch({ control, name: "scope" });
  const cards = useCards(account.id, scope === "card").filter(({ bound }) => bound);
  const today = shanghaiDate(props.now);
  return (
    <>
      <SelectField
        control={control}
        name="scope"
        label={t("scope")}
        options={SCOPES.map((value) => ({ value, label: words.scope(value) }))}
        required
      />
      {scope === "amount" ? (
        <MoneyField control={control} name="amount" label={t("amount")} currency={account.currency} required />
      ) : null}
      {scope === "function" ? (
        <SelectField
          control={control}
          name="target"
          label={t("target")}
          options={MEASURE_FUNCTIONS.map((value) => ({ value, label: words.fn(value) }))}
          required
        />
      ) : null}
      {scope === "card" ? (
        <SelectField
          control={control}
          name="card"
          label={t("card")}
          options={cards.map(({ id, name }) => ({ value: id, label: name }))}
          {...(cards.length === 0 ? { help: t("noCards") } : {})}
          required
        />
      ) : null}
      <MomentField
        control={control}
        name="expiresAt"
        label={t("expiresAt")}
        help={t("expiresHelp")}
        from={props.now}
        spans={SPANS}
        clear={t("clearTerm")}
      />
      <DateField
        control={control}
        name="reviewOn"
        label={t("reviewOn")}
        help={t("reviewWithin", { days: reviewWithinDays })}
        min={addDays(today, 1)}
        max={addDays(today, reviewWithinDays)}
        required
      />
      <TextAreaField control={control} name="note" label={t("note")} help={props.noteHelp} maxLength={2000} required />
    </>
  );
}
