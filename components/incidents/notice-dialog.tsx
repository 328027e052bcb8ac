"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { NOTICE_CONTENTS, NOTICE_KINDS, type NoticeContent } from "@/domain/incidents/model";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { DeedDialog } from "./deed-dialog";
import { Choice, Line, Tick, Words } from "./form-parts";
import type { IncidentDetail, IncidentNotice } from "./incident";

type Contents = Record<NoticeContent, string>;
const contentsOf = (said: Readonly<Record<string, string>> | null): Contents => ({
  facts: said?.facts ?? "",
  measures: said?.measures ?? "",
  advice: said?.advice ?? "",
  remedies: said?.remedies ?? "",
});

/** Writes a draft of what the people concerned are told, in Chinese and, where wanted, in English. */
export function NoticeDialog(props: { item: IncidentDetail; notice: IncidentNotice | null; onEnd(): void }) {
  const { item, notice, onEnd } = props;
  const t = useTranslations("incidents.page.forms");
  const words = useTranslations("incidents");
  const save = useCommand(useTRPCClient().incidents.saveNotice.mutate);
  const [kind, setKind] = useState(notice?.kind ?? "individual");
  const [contact, setContact] = useState(notice?.contact ?? "");
  const [ground, setGround] = useState(notice?.ground ?? "");
  const [zh, setZh] = useState(contentsOf(notice?.zh ?? null));
  const [english, setEnglish] = useState(notice?.en !== null && notice !== null);
  const [en, setEn] = useState(contentsOf(notice?.en ?? null));
  const send = async () => {
    const said = { kind, contact, ground, zh, en: english ? en : null };
    return (await save.run({ id: item.id, version: item.version, noticeId: notice?.id ?? null, ...said }))?.ok === true;
  };
  return (
    <DeedDialog title={t("notice.title")} verb={t("notice.verb")} deed={save} send={send} onEnd={onEnd} wide>
      <p className="hg-hint">{t("notice.help")}</p>
      <Choice
        label={t("notice.kind")}
        value={kind}
        options={NOTICE_KINDS.map((value) => ({ value, label: words(`noticeKinds.${value}`) }))}
        onChange={setKind}
      />
      {kind === "public" ? <Words label={words("contents.ground")} value={ground} onChange={setGround} /> : null}
      {NOTICE_CONTENTS.map((name) => (
        <Words
          key={name}
          label={words(`contents.${name}`)}
          value={zh[name]}
          onChange={(text) => setZh({ ...zh, [name]: text })}
        />
      ))}
      <Line label={words("contents.contact")} value={contact} onChange={setContact} />
      <Tick label={t("notice.english")} value={english} onChange={setEnglish} />
      {english
        ? NOTICE_CONTENTS.map((name) => (
            <Words
              key={name}
              label={t("notice.inEnglish", { content: words(`contents.${name}`) })}
              value={en[name]}
              onChange={(text) => setEn({ ...en, [name]: text })}
            />
          ))
        : null}
    </DeedDialog>
  );
}
