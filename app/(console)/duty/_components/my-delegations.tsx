"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { SectionHead } from "@/components/patterns/headers";
import { StatusMark } from "@/components/patterns/status";
import { Choice, Line } from "@/components/people/choice";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import { Button } from "@/components/ui/button";
import type { Role } from "@/domain/identity/roles";
import { DELEGATION_REASONS, type DelegationReason } from "@/domain/people/codes";
import { UNDELEGABLE } from "@/domain/people/policy";
import { addDays, type Instant, type LocalDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useMe } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";

/** What one lends and what one was lent; a role is lent from here. */
export function MyDelegations({ today }: { today: LocalDate }) {
  const t = useTranslations("duty.desk");
  const roles = useTranslations("identity.roles");
  const words = useBilingual();
  const format = useFormat();
  const me = useMe();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const { data: delegations } = useSuspenseQuery(trpc.people.myDelegations.queryOptions({}));
  const [open, setOpen] = useState(false);
  const end = useCommand(
    useCallback(
      (call: { key: string; input: { delegationId: string } }) => client.people.endDelegation.mutate(call),
      [client],
    ),
  );
  const lendable = me.roles.filter((role) => !(UNDELEGABLE as readonly string[]).includes(role)) as Role[];
  const problem = attempt(end);
  return (
    <>
      <SectionHead
        title={t("delegationTitle")}
        note={t("delegationHint")}
        ruled
        aside={
          lendable.length > 0 ? (
            <Button small onClick={() => setOpen(true)}>
              {t("delegate")}
            </Button>
          ) : null
        }
      />
      {problem ? (
        <p className="hg-sheet-nothing hg-error" role="alert">
          {problem}
        </p>
      ) : null}
      {delegations.length === 0 ? <p className="hg-sheet-nothing">{t("noDelegations")}</p> : null}
      <ul className="hg-lines">
        {delegations.map((one) => {
          const role = roles(one.role as "auditor");
          const what = one.given
            ? t("given", { role, to: words(one.to) })
            : t("taken", { role, from: words(one.from) });
          const verb = one.state === "pending" ? t("withdraw") : t("endDelegation");
          return (
            <li key={one.id}>
              <span>
                {what}{" "}
                <span className="hg-small hg-ink-3">
                  {t("untilDay", { until: format.dateTime(one.endsAt as Instant) })}
                </span>
              </span>
              <StatusMark tone={one.state === "active" ? "done" : "wait"}>{t(one.state)}</StatusMark>
              {one.state === "active" || one.given ? (
                <Button
                  small
                  variant="plain"
                  busy={end.pending}
                  aria-label={`${verb} ${what}`}
                  onClick={() => void end.run({ delegationId: one.id })}
                >
                  {verb}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {open ? <DelegateDialog roles={lendable} today={today} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

type Input = { toId: string; role: Role; lastDay: string; reasonCode: DelegationReason };

function DelegateDialog(props: { roles: readonly Role[]; today: LocalDate; onClose(): void }) {
  const t = useTranslations("duty.desk");
  const people = useTranslations("people");
  const roleNames = useTranslations("identity.roles");
  const words = useBilingual();
  const me = useMe();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const { data: staff } = useSuspenseQuery(trpc.duty.staff.queryOptions({}));
  const others = staff.filter(({ id, roles }) => id !== me.personId && !roles.includes("administrator"));
  const [input, setInput] = useState<Input>({
    toId: others[0]?.id ?? "",
    role: props.roles[0] ?? "customer-service",
    lastDay: addDays(props.today, 7),
    reasonCode: "leave",
  });
  const command = useCommand(
    useCallback((call: { key: string; input: Input }) => client.people.proposeDelegation.mutate(call), [client]),
  );
  const set = (part: Partial<Input>) => setInput({ ...input, ...part });
  const submit = async () => {
    const answer = await command.run(input);
    if (answer?.ok) props.onClose();
  };
  return (
    <ConfirmDialog
      title={t("delegate")}
      verb={t("submit")}
      ready={input.toId !== "" && input.lastDay !== ""}
      pending={command.pending}
      problem={attempt(command)}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <Choice
        label={t("role")}
        value={input.role}
        onChange={(role) => set({ role: role as Role })}
        options={props.roles.map((role) => ({ value: role, label: roleNames(role) }))}
      />
      <Choice
        label={t("toWhom")}
        value={input.toId}
        onChange={(toId) => set({ toId })}
        options={others.map(({ id, name }) => ({ value: id, label: words(name) }))}
      />
      <Line
        label={t("lastDay")}
        type="date"
        required
        min={props.today}
        value={input.lastDay}
        onChange={(lastDay) => set({ lastDay })}
      />
      <Choice
        label={t("reason")}
        value={input.reasonCode}
        onChange={(code) => set({ reasonCode: code as DelegationReason })}
        options={DELEGATION_REASONS.map((code) => ({ value: code, label: people(`delegationReasons.${code}`) }))}
      />
    </ConfirmDialog>
  );
}
