"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Choice, Line, Tick } from "@/components/people/choice";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import type { ShownLink } from "@/components/people/link-shown";
import { ROLE_NAMES, type Role, rolesAreCompatible } from "@/domain/identity/roles";
import type { Refusal } from "@/domain/shared/result";
import { addDays, localDate, startOfDay } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { Person } from "./person";

/** What is about to be done to a person. */
export type Deed =
  | { readonly kind: "grant" | "disable" | "enable" | "reset" | "renew" | "revoke" }
  | { readonly kind: "end"; readonly role: string };

const REASONS = ["left", "moved", "leave", "suspected-misuse"] as const;
type Reason = (typeof REASONS)[number];
type Form = { role: string; lastDay: string; reason: Reason; clears: boolean };
type Client = ReturnType<typeof useTRPCClient>;

type Link = ShownLink | null;
type Answer<R> = { ok: true; result: R; replayed: boolean } | (Refusal & { issues?: readonly FieldIssue[] });
type FieldIssue = { readonly path: string; readonly code: string };

/** All deeds answer alike: with a link where one was made. */
function linkOf<R>(answer: Answer<R>): Answer<Link> {
  if (!answer.ok) return answer;
  const made = answer.result as Partial<{ path: string | null; expiresAt: string; mailed: boolean }> | null;
  const link =
    made?.path && made.expiresAt ? { path: made.path, expiresAt: made.expiresAt, mailed: !!made.mailed } : null;
  return { ok: true, result: link, replayed: answer.replayed };
}

async function run(client: Client, key: string, personId: string, deed: Deed, form: Form): Promise<Answer<Link>> {
  switch (deed.kind) {
    case "grant": {
      const endsAt = form.lastDay ? startOfDay(addDays(localDate(form.lastDay), 1)) : null;
      return linkOf(
        await client.people.requestRole.mutate({ key, input: { personId, role: form.role as Role, endsAt } }),
      );
    }
    case "end":
      return linkOf(await client.people.endRole.mutate({ key, input: { personId, role: deed.role as Role } }));
    case "disable":
      return linkOf(await client.people.disable.mutate({ key, input: { personId, reasonCode: form.reason } }));
    case "enable":
      return linkOf(await client.people.enable.mutate({ key, input: { personId } }));
    case "reset":
      return linkOf(
        await client.people.resetAccess.mutate({ key, input: { personId, clearsSecondFactor: form.clears } }),
      );
    case "renew":
      return linkOf(await client.people.renewLink.mutate({ key, input: { personId } }));
    case "revoke":
      return linkOf(await client.people.revokeLink.mutate({ key, input: { personId } }));
  }
}

const TITLES = {
  grant: "grantTo",
  end: "endOf",
  disable: "disableTitle",
  enable: "enableTitle",
  reset: "resetTitle",
  renew: "renewLink",
  revoke: "revokeLink",
} as const;
const VERBS = {
  grant: "grant",
  end: "endRoleFull",
  disable: "disable",
  enable: "enable",
  reset: "reset",
  renew: "renewLink",
  revoke: "revokeLink",
} as const;

/** The question before a deed, with what it needs to know. */
export function PersonDialog(props: { person: Person; deed: Deed; onClose(): void; onLink(link: ShownLink): void }) {
  const { person, deed, onClose } = props;
  const t = useTranslations("people.desk");
  const words = useBilingual();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const held = person.roles.map(({ role }) => role as Role);
  const grantable = ROLE_NAMES.filter(
    (role) => !held.includes(role) && !person.waiting.includes(role) && rolesAreCompatible([...held, role]),
  );
  const [form, setForm] = useState<Form>({ role: grantable[0] ?? "", lastDay: "", reason: "left", clears: false });
  const command = useCommand(
    useCallback(
      (call: { key: string; input: Form }) => run(client, call.key, person.id, deed, call.input),
      [client, deed, person.id],
    ),
  );
  const submit = async () => {
    const answer = await command.run(form);
    if (!answer?.ok) return;
    if (answer.result) props.onLink(answer.result);
    else onClose();
  };
  return (
    <ConfirmDialog
      title={t(TITLES[deed.kind], { name: words(person.name) })}
      verb={t(VERBS[deed.kind])}
      negative={["end", "disable", "revoke"].includes(deed.kind)}
      stepUp={deed.kind !== "revoke"}
      ready={deed.kind !== "grant" || form.role !== ""}
      pending={command.pending}
      problem={attempt(command)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Question deed={deed} form={form} grantable={grantable} onChange={(part) => setForm({ ...form, ...part })} />
    </ConfirmDialog>
  );
}

function Question(props: { deed: Deed; form: Form; grantable: readonly Role[]; onChange(part: Partial<Form>): void }) {
  const { deed, form, grantable, onChange } = props;
  const t = useTranslations("people");
  const roles = useTranslations("identity.roles");
  switch (deed.kind) {
    case "grant":
      return grantable.length === 0 ? (
        <p className="hg-hint">{t("desk.noneFits")}</p>
      ) : (
        <>
          <Choice
            label={t("desk.role")}
            value={form.role}
            onChange={(role) => onChange({ role })}
            options={grantable.map((role) => ({ value: role, label: roles(role) }))}
          />
          {form.role === "administrator" ? null : (
            <Line
              label={t("desk.endsOn")}
              type="date"
              value={form.lastDay}
              onChange={(lastDay) => onChange({ lastDay })}
            />
          )}
        </>
      );
    case "end":
      return <p>{t("desk.endQuestion", { role: roles(deed.role as "auditor") })}</p>;
    case "disable":
      return (
        <>
          <p>{t("desk.disableText")}</p>
          <Choice
            label={t("desk.reason")}
            value={form.reason}
            onChange={(reason) => onChange({ reason: reason as Reason })}
            options={REASONS.map((code) => ({ value: code, label: t(`disableReasons.${code}`) }))}
          />
        </>
      );
    case "enable":
      return <p>{t("desk.enableText")}</p>;
    case "reset":
      return (
        <>
          <p>{t("desk.resetText")}</p>
          <Tick label={t("desk.clearSecond")} checked={form.clears} onChange={(clears) => onChange({ clears })} />
        </>
      );
    default:
      return null;
  }
}
