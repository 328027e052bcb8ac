"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { PagePath } from "@/components/frame/page-path";
import { LanguageSwitch, ThemeSwitch } from "@/components/frame/switches";
import { ProveField } from "@/components/identity/prove-field";
import { SessionList } from "@/components/identity/session-list";
import { Banner } from "@/components/patterns/banner";
import { FactList } from "@/components/patterns/facts";
import { PageHeader, SectionHead } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { Button } from "@/components/ui/button";
import { useBilingual } from "@/lib/bilingual";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useMe } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { HistorySection } from "./history-section";
import { PasskeySection } from "./passkey-section";
import { PasswordSection } from "./password-section";
import { RecoverySection } from "./recovery-section";
import { TotpSection } from "./totp-section";

/** One's own account: who one is here, the second factor, language and look, and where one is signed in. */
export function AccountScreen() {
  const t = useTranslations("identity");
  const words = useBilingual();
  const trpc = useTRPC();
  const me = useMe();
  const { data: sessions } = useSuspenseQuery(trpc.identity.mySessions.queryOptions({}));
  return (
    <PageLayout
      label={t("account.title")}
      header={
        <>
          <PagePath steps={[t("account.title")]} />
          <PageHeader title={t("account.title")} note={words(me.name)} ruled />
          {me.restricted ? <Banner tone="protect">{t("account.restricted")}</Banner> : null}
        </>
      }
    >
      <div className="hg-measure">
        <SectionHead title={words(me.name)} note={me.email} />
        <FactList
          facts={[
            {
              id: "roles",
              label: t("account.roles"),
              value: me.roles.map((role) => t(`roles.${role as "auditor"}`)).join(t("people.and")),
            },
            { id: "programme", label: t("account.programme"), value: words(me.programme) },
            { id: "language", label: t("account.language"), value: <LanguageSwitch /> },
            { id: "theme", label: t("account.look"), value: <ThemeSwitch /> },
          ]}
        />
        <ProveField />
        <PasskeySection />
        <TotpSection enrolled={me.totpEnrolled} />
        <RecoverySection />
        <PasswordSection />
        <SectionHead title={t("account.sessions")} note={t("account.sessionsHint")} ruled />
        <SessionList sessions={sessions} mayEnd none={t("people.noSessions")} />
        {sessions.length > 1 ? <EndOthers /> : null}
        <HistorySection />
      </div>
    </PageLayout>
  );
}

/** Ends every other session of one's own at once. */
function EndOthers() {
  const t = useTranslations("identity.account");
  const client = useTRPCClient();
  const end = useCommand(client.identity.endOtherSessions.mutate);
  return (
    <div className="hg-totp">
      <Button busy={end.pending} onClick={() => void end.run({})}>
        {t("endOthers")}
      </Button>
    </div>
  );
}
