"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useCallback, useState } from "react";
import { CodeInput } from "@/components/patterns/code-input";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ROLE_NAMES, type Role, rolesAreCompatible } from "@/domain/identity/roles";
import { useBilingual } from "@/lib/bilingual";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useMe } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { useStepUp } from "@/lib/use-step-up";
import type { PersonRow } from "./person-row";

export type RoleChange = { readonly kind: "grant" } | { readonly kind: "end"; readonly role: string };

/** Grants or ends one role, after a fresh one-time code. */
export function RoleDialog(props: { person: PersonRow; change: RoleChange; onClose(): void }) {
  const { person, change, onClose } = props;
  const t = useTranslations("identity");
  const words = useBilingual();
  const me = useMe();
  const client = useTRPCClient();
  const stepUp = useStepUp();
  const attempt = useAttemptText();
  const held = person.roles as readonly Role[];
  const grantable = ROLE_NAMES.filter((role) => !held.includes(role) && rolesAreCompatible([...held, role]));
  const [role, setRole] = useState<string>(change.kind === "end" ? change.role : (grantable[0] ?? ""));
  const [code, setCode] = useState("");
  const [codeError, setCodeError] = useState<string | null>(null);
  const command = useCommand(
    useCallback(
      (call: { key: string; input: { personId: string; role: Role } }) =>
        change.kind === "grant" ? client.identity.grantRole.mutate(call) : client.identity.endRole.mutate(call),
      [change.kind, client],
    ),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setCodeError(null);
    if (!me.steppedUp || code !== "") {
      const problem = await stepUp(code);
      setCode("");
      if (problem) return setCodeError(problem);
    }
    const answer = await command.run({ personId: person.id, role: role as Role });
    if (answer?.ok) onClose();
  };
  const title =
    change.kind === "grant"
      ? t("people.grantTo", { name: words(person.name) })
      : t("people.endOf", { name: words(person.name) });
  const problem = attempt(command);
  return (
    <Dialog title={title} open onOpenChange={(open) => (open ? undefined : onClose())}>
      <form className="hg-form" onSubmit={(event) => void submit(event)}>
        {change.kind === "grant" ? (
          <label className="hg-control">
            <span>{t("people.role")}</span>
            <select className="hg-input" value={role} onChange={(event) => setRole(event.target.value)}>
              {grantable.map((name) => (
                <option key={name} value={name}>
                  {t(`roles.${name}`)}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <p>{t("people.endQuestion", { role: t(`roles.${change.role as "auditor"}`) })}</p>
        )}
        {grantable.length === 0 && change.kind === "grant" ? <p className="hg-hint">{t("people.noneFits")}</p> : null}
        <CodeInput value={code} onChange={setCode} error={codeError} />
        {problem ? (
          <p className="hg-error" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="hg-form-actions">
          <Button onClick={onClose}>{t("people.cancel")}</Button>
          <Button
            type="submit"
            variant="primary"
            busy={command.pending}
            disabled={role === "" || (!me.steppedUp && code.length !== 6)}
          >
            {change.kind === "grant" ? t("people.grant") : t("people.endRoleFull")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
