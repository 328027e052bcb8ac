"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { z } from "zod";
import { Banner } from "@/components/patterns/banner";
import { SectionHead } from "@/components/patterns/headers";
import { Flag } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { MAIL_CHOICES, NOTICE_KIND_NAMES, NOTICE_KINDS, type NoticeKind } from "@/domain/notifications/codes";
import { type Choice, DEFAULT_PREFERENCES, DIGESTS, LOCALES } from "@/domain/notifications/model";
import { choiceOf } from "@/domain/notifications/schedule";
import type { preferencesShape } from "@/domain/notifications/schema";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

type Preferences = z.output<typeof preferencesShape>;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Language, digest and quiet hours, and for each kind whether it counts on the bell and comes by e-mail. */
export function PreferencesForm({
  found,
}: {
  found: { readonly version: number; readonly preferences: Preferences; readonly mailOn: boolean };
}) {
  const t = useTranslations("notifications.preferences");
  const client = useTRPCClient();
  const save = useCommand(client.notifications.savePreferences.mutate);
  const attempt = useAttemptText();
  const [chosen, setChosen] = useState<Preferences>(found.preferences);
  const failure = attempt(save);
  const change = (next: Partial<Preferences>) => setChosen({ ...chosen, ...next });
  const choose = (kind: NoticeKind, next: Partial<Choice>) =>
    change({ choices: { ...chosen.choices, [kind]: { ...choiceOf(chosen, kind), ...next } } });
  return (
    <form
      className="hg-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save.run({ version: found.version, preferences: chosen });
      }}
    >
      <p className="hg-small hg-ink-2 hg-field-line">{t("intro")}</p>
      {found.mailOn ? null : <Banner tone="wait">{t("mailOff")}</Banner>}
      <TimeFields chosen={chosen} change={change} />
      <KindTable chosen={chosen} choose={choose} />
      {failure ? (
        <Banner tone="late" urgent>
          {failure}
        </Banner>
      ) : null}
      <div className="hg-actions hg-field-line">
        <Button type="submit" variant="primary" busy={save.pending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

type Change = (next: Partial<Preferences>) => void;

function TimeFields({ chosen, change }: { chosen: Preferences; change: Change }) {
  const t = useTranslations("notifications.preferences");
  const { quiet } = chosen;
  return (
    <div className="hg-field-row">
      <Choose label={t("language")} value={chosen.locale} of={LOCALES} word={t} pick={(locale) => change({ locale })} />
      <Choose
        label={t("digest.label")}
        value={chosen.digest}
        of={DIGESTS}
        word={(value) => t(`digest.${value}`)}
        pick={(digest) => change({ digest })}
      />
      {chosen.digest === "hourly" ? null : (
        <Choose
          label={t("hour")}
          value={`${chosen.digestHour}`}
          of={HOURS.map(String)}
          word={(hour) => t("hourOf", { hour })}
          pick={(hour) => change({ digestHour: Number(hour) })}
        />
      )}
      <label className="hg-tick">
        <input
          type="checkbox"
          checked={quiet !== null}
          onChange={(event) => change({ quiet: event.target.checked ? DEFAULT_PREFERENCES.quiet : null })}
        />{" "}
        {t("quiet")}
      </label>
      {quiet ? (
        <>
          <Time label={t("from")} value={quiet.from} pick={(from) => change({ quiet: { ...quiet, from } })} />
          <Time label={t("until")} value={quiet.until} pick={(until) => change({ quiet: { ...quiet, until } })} />
          <p className="hg-small hg-ink-3">{t("quietNote")}</p>
        </>
      ) : null}
    </div>
  );
}

function Choose<V extends string>(props: {
  label: string;
  value: V;
  of: readonly V[];
  word(value: V): string;
  pick(value: V): void;
}) {
  return (
    <label className="hg-control">
      <span>{props.label}</span>
      <select
        className="hg-input"
        value={props.value}
        onChange={(event) => {
          const found = props.of.find((value) => value === event.target.value);
          if (found !== undefined) props.pick(found);
        }}
      >
        {props.of.map((value) => (
          <option key={value} value={value}>
            {props.word(value)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Time(props: { label: string; value: string; pick(value: string): void }) {
  return (
    <label className="hg-control">
      <span>{props.label}</span>
      <input
        type="time"
        required
        className="hg-input"
        value={props.value}
        onChange={(event) => props.pick(event.target.value)}
      />
    </label>
  );
}

function KindTable(props: { chosen: Preferences; choose(kind: NoticeKind, next: Partial<Choice>): void }) {
  const t = useTranslations("notifications");
  const word = { "at-once": "at-once", digest: "digestChoice", off: "off" } as const;
  return (
    <>
      <SectionHead title={t("preferences.kinds")} ruled />
      <table className="hg-table">
        <thead>
          <tr>
            <th scope="col">{t("preferences.kind")}</th>
            <th scope="col">{t("preferences.bell")}</th>
            <th scope="col">{t("preferences.mail")}</th>
          </tr>
        </thead>
        <tbody>
          {NOTICE_KIND_NAMES.map((kind) => {
            const { console, mail } = choiceOf(props.chosen, kind);
            const { urgent } = NOTICE_KINDS[kind];
            const name = t(`kinds.${kind}`);
            return (
              <tr key={kind}>
                <th scope="row">
                  {name} {urgent ? <Flag>{t("preferences.urgent")}</Flag> : null}
                </th>
                <td>
                  <input
                    type="checkbox"
                    aria-label={t("preferences.bellOf", { kind: name })}
                    checked={console}
                    disabled={urgent}
                    onChange={(event) => props.choose(kind, { console: event.target.checked })}
                  />
                </td>
                <td>
                  <select
                    className="hg-input"
                    aria-label={t("preferences.mailOf", { kind: name })}
                    value={mail}
                    onChange={(event) => {
                      const found = MAIL_CHOICES.find((choice) => choice === event.target.value);
                      if (found) props.choose(kind, { mail: found });
                    }}
                  >
                    {MAIL_CHOICES.map((choice) => (
                      <option key={choice} value={choice}>
                        {t(`preferences.${word[choice]}`)}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
