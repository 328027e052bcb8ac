"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Line, Tick } from "@/components/people/choice";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import type { ShownLink } from "@/components/people/link-shown";
import { ROLE_NAMES, type Role, rolesAreCompatible } from "@/domain/identity/roles";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

type Input = { email: string; nameZh: string; nameEn: string; roles: Role[] };
const EMPTY: Input = { email: "", nameZh: "", nameEn: "", roles: [] };

/** Who is invited, and which roles are asked for him. Roles that conflict cannot be ticked together. */
export function InviteDialog(props: { onDone(made: ShownLink & { personId: string }): void; onClose(): void }) {
  const t = useTranslations("people.desk");
  const roleNames = useTranslations("identity.roles");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const [input, setInput] = useState<Input>(EMPTY);
  const command = useCommand(
    useCallback((call: { key: string; input: Input }) => client.people.invite.mutate(call), [client]),
  );
  const submit = async () => {
    const answer = await command.run(input);
    if (answer?.ok) props.onDone(answer.result);
  };
  const set = (part: Partial<Input>) => setInput({ ...input, ...part });
  const offered = ROLE_NAMES.filter((role) => input.roles.includes(role) || rolesAreCompatible([...input.roles, role]));
  return (
    <ConfirmDialog
      title={t("inviteTitle")}
      verb={t("sendInvite")}
      ready={input.email !== "" && input.nameZh.trim() !== "" && input.nameEn.trim() !== ""}
      pending={command.pending}
      problem={attempt(command)}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <Line
        label={t("email")}
        type="email"
        required
        maxLength={254}
        autoComplete="off"
        value={input.email}
        onChange={(email) => set({ email })}
      />
      <Line label={t("nameZh")} required maxLength={60} value={input.nameZh} onChange={(nameZh) => set({ nameZh })} />
      <Line label={t("nameEn")} required maxLength={60} value={input.nameEn} onChange={(nameEn) => set({ nameEn })} />
      <fieldset className="hg-form">
        <legend>{t("firstRoles")}</legend>
        {offered.map((role) => (
          <Tick
            key={role}
            label={roleNames(role)}
            checked={input.roles.includes(role)}
            onChange={(checked) =>
              set({ roles: checked ? [...input.roles, role] : input.roles.filter((one) => one !== role) })
            }
          />
        ))}
      </fieldset>
    </ConfirmDialog>
  );
}
