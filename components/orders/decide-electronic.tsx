"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { DISMISS_REASONS, MATCH_REASONS } from "@/domain/orders/electronic/model";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { ElectronicOrder } from "./electronic";
import { usePaperWays } from "./use-paper-ways";

const note = z.string().trim().min(1, "required").max(500, "tooLong");
const matchForm = z.object({
  accountNumber: z.string().trim().min(1, "required").max(64, "tooLong"),
  reason: z.enum(MATCH_REASONS, "required"),
  note,
});
const dismissForm = z.object({ reason: z.enum(DISMISS_REASONS, "required"), note });

/** Which account an order means, or that it means none: either is said with a reason and in words. */
export function ElectronicFoot({ order }: { order: ElectronicOrder }) {
  const t = useTranslations("orders.electronic.decide");
  const [asking, setAsking] = useState<"match" | "dismiss" | null>(null);
  const actions: FootAction[] = [
    ...(order.may.match
      ? [{ id: "match", label: t("title"), shortcut: "finish" as const, run: () => setAsking("match") }]
      : []),
    ...(order.may.dismiss
      ? [{ id: "dismiss", label: t("dismissTitle"), shortcut: "reject" as const, run: () => setAsking("dismiss") }]
      : []),
    ...usePaperWays(order),
  ];
  if (actions.length === 0) return null;
  const end = () => setAsking(null);
  return (
    <>
      <ActionFoot actions={actions} />
      {asking === "match" ? <MatchDialog order={order} onEnd={end} /> : null}
      {asking === "dismiss" ? <DismissDialog order={order} onEnd={end} /> : null}
    </>
  );
}

type FormProps = { order: ElectronicOrder; onEnd(): void };

function MatchDialog({ order, onEnd }: FormProps) {
  const t = useTranslations("orders.electronic.decide");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const [only] = order.candidates.filter(({ status }) => status === "open");
  const { control, handleSubmit } = useForm<z.input<typeof matchForm>>({
    resolver: zodResolver(matchForm),
    defaultValues: { accountNumber: order.candidates.length === 1 && only ? only.number : "", note: "" },
  });
  const match = useCommand(client.orders.matchElectronic.mutate);
  const submit = handleSubmit(async (said) => {
    const answer = await match.run({ orderId: order.id, version: order.version, ...said });
    if (answer?.ok) onEnd();
  });
  return (
    <FormDialog
      title={t("title")}
      verb={t("match")}
      busy={match.pending}
      problem={attempt(match)}
      onSubmit={submit}
      onClose={onEnd}
    >
      <TextAreaField
        control={control}
        name="accountNumber"
        label={t("account")}
        help={t("accountHelp")}
        rows={1}
        required
      />
      <SelectField
        control={control}
        name="reason"
        label={t("reason")}
        options={MATCH_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        required
      />
      <TextAreaField control={control} name="note" label={t("note")} maxLength={500} required />
    </FormDialog>
  );
}

function DismissDialog({ order, onEnd }: FormProps) {
  const t = useTranslations("orders.electronic.decide");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const { control, handleSubmit } = useForm<z.input<typeof dismissForm>>({
    resolver: zodResolver(dismissForm),
    defaultValues: { note: "" },
  });
  const dismiss = useCommand(client.orders.dismissElectronic.mutate);
  const submit = handleSubmit(async (said) => {
    const answer = await dismiss.run({ orderId: order.id, version: order.version, ...said });
    if (answer?.ok) onEnd();
  });
  return (
    <FormDialog
      title={t("dismissTitle")}
      verb={t("dismiss")}
      busy={dismiss.pending}
      problem={attempt(dismiss)}
      onSubmit={submit}
      onClose={onEnd}
    >
      <SelectField
        control={control}
        name="reason"
        label={t("dismissReason")}
        options={DISMISS_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        required
      />
      <TextAreaField control={control} name="note" label={t("note")} maxLength={500} required />
    </FormDialog>
  );
}
