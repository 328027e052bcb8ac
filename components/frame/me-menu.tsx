"use client";

import { Dropdown } from "@heroui/react/dropdown";
import { LogOut, UserCog } from "lucide-react";
import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { PersonMark } from "@/components/ui/person-mark";

export type Me = { readonly name: string; readonly role: string; readonly accountHref: string };

/** The person signed in: name, role; their own account, and the way out. */
export function MeMenu({ me, onSignOut }: { me: Me; onSignOut(): void }) {
  const t = useTranslations("frame");
  return (
    <Dropdown>
      <Dropdown.Trigger className="hg-me">
        <PersonMark name={me.name} />
        <span className="hg-sr">{t("me.label", { name: me.name, role: me.role })}</span>
        <span className="hg-wide" aria-hidden="true">
          {me.name} <small>{me.role}</small>
        </span>
      </Dropdown.Trigger>
      <Dropdown.Popover className="hg-pop" placement="bottom end">
        <Dropdown.Menu className="hg-menu" aria-label={t("me.menu")}>
          <Dropdown.Item id="account" textValue={t("me.account")} href={me.accountHref}>
            <Icon of={UserCog} small />
            {t("me.account")}
          </Dropdown.Item>
          <Dropdown.Item id="sign-out" textValue={t("me.signOut")} onAction={onSignOut}>
            <Icon of={LogOut} small />
            {t("me.signOut")}
          </Dropdown.Item>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
