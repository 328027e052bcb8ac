"use client";

import { useTranslations } from "next-intl";
import { Choice, Line, Tick } from "@/components/people/choice";
import {
  ACTS,
  AUTHORITIES,
  type Authority,
  DATA_KINDS,
  ORDER_SCOPES,
  type OrderAct,
  type OrderBasis,
  type OrderExtent,
  type OrderTarget,
  type OrderTerm,
  PAPER_CHECKS,
  STATED_ITEMS,
  TARGETS,
} from "@/domain/orders/model";
import { AboutField } from "./about-field";
import { basesFor, HOLDING_ACTS, MONEY_ACTS, type OrderDraft, toggled } from "./order-draft";

type Props = { draft: OrderDraft; change(next: Partial<OrderDraft>): void };

const UNITS = ["hours", "days", "months", "years", "until"] as const;

/** Who wrote it, how the paper is called, and when it was handed over. */
export function PaperFields({
  draft,
  change,
  received,
  onReceived,
}: Props & { received: string; onReceived(wall: string): void }) {
  const t = useTranslations("orders.page.form");
  const labels = useTranslations("orders.labels");
  return (
    <div className="hg-order-grid">
      <Choice
        label={t("authority")}
        value={draft.authority}
        onChange={(value) => change({ authority: value as Authority })}
        options={AUTHORITIES.map((value) => ({ value, label: labels(`authority.${value}`) }))}
      />
      <div className="hg-two">
        <Line
          label={t("authorityName")}
          value={draft.authorityName}
          onChange={(authorityName) => change({ authorityName })}
          maxLength={120}
          required
        />
      </div>
      <Line
        label={t("documentNumber")}
        value={draft.documentNumber}
        onChange={(documentNumber) => change({ documentNumber })}
        maxLength={80}
      />
      <Line
        label={t("caseNumber")}
        value={draft.caseNumber}
        onChange={(caseNumber) => change({ caseNumber })}
        maxLength={80}
        required
      />
      <Line
        label={t("documentOn")}
        type="date"
        value={draft.documentOn}
        onChange={(documentOn) => change({ documentOn })}
      />
      <Line label={t("receivedAt")} type="datetime-local" value={received} onChange={onReceived} />
      <div className="hg-two">
        <Line label={t("note")} value={draft.note} onChange={(note) => change({ note })} maxLength={2000} />
      </div>
    </div>
  );
}

/** What is asked, of whom, how much and for how long; of a query, which data. */
export function TargetFields({ draft, change }: Props) {
  const t = useTranslations("orders.page.form");
  const labels = useTranslations("orders.labels");
  const about = draft.act === "renew" || draft.act === "release";
  return (
    <div className="hg-order-grid">
      <Choice
        label={t("act")}
        value={draft.act}
        onChange={(value) => change({ act: value as OrderAct })}
        options={ACTS.map((value) => ({ value, label: labels(`act.${value}`) }))}
      />
      <Choice
        label={t("basis")}
        value={draft.basis}
        onChange={(value) => change({ basis: value as OrderBasis })}
        options={basesFor(draft.authority, draft.act).map((value) => ({ value, label: labels(`basis.${value}`) }))}
      />
      {about ? (
        <AboutField draft={draft} change={change} />
      ) : (
        <>
          <Choice
            label={t("target")}
            value={draft.target}
            onChange={(value) => change({ target: value as OrderTarget })}
            options={TARGETS.map((value) => ({ value, label: labels(`target.${value}`) }))}
          />
          {draft.target === "reserve" ? null : (
            <Line
              label={t("targetName")}
              value={draft.targetName}
              onChange={(targetName) => change({ targetName })}
              maxLength={80}
            />
          )}
        </>
      )}
      <MoneyFields draft={draft} change={change} />
      <TermFields draft={draft} change={change} />
      <QueryFields draft={draft} change={change} />
    </div>
  );
}

function MoneyFields({ draft, change }: Props) {
  const t = useTranslations("orders.page.form");
  const labels = useTranslations("orders.labels.scope");
  if (!MONEY_ACTS.includes(draft.act)) return null;
  return (
    <>
      {draft.act === "deduct" ? null : (
        <Choice
          label={t("scope")}
          value={draft.scope}
          onChange={(value) => change({ scope: value as OrderExtent["scope"] })}
          options={ORDER_SCOPES.map((value) => ({ value, label: labels(value) }))}
        />
      )}
      {draft.act === "deduct" || draft.scope === "amount" ? (
        <Line label={t("amount")} value={draft.amount} onChange={(amount) => change({ amount })} maxLength={24} />
      ) : null}
    </>
  );
}

/** A number and its unit, or a last day: one cell of the form. */
function TermFields({ draft, change }: Props) {
  const t = useTranslations("orders.page.form");
  const labels = useTranslations("orders.labels.unit");
  if (!HOLDING_ACTS.includes(draft.act)) return null;
  return (
    <div className="hg-order-term">
      {draft.termUnit === "until" ? (
        <Line
          label={t("termUntil")}
          type="date"
          value={draft.termUntil}
          onChange={(termUntil) => change({ termUntil })}
        />
      ) : (
        <Line
          label={t("termCount")}
          value={draft.termCount}
          onChange={(termCount) => change({ termCount })}
          maxLength={5}
        />
      )}
      <Choice
        label={t("termUnit")}
        value={draft.termUnit}
        onChange={(value) => change({ termUnit: value as OrderTerm["unit"] })}
        options={UNITS.map((value) => ({ value, label: labels(value) }))}
      />
    </div>
  );
}

function QueryFields({ draft, change }: Props) {
  const t = useTranslations("orders.page.form");
  const labels = useTranslations("orders.labels.data");
  if (draft.act !== "query") return null;
  return (
    <>
      <fieldset className="hg-control hg-order-ticks hg-three">
        <legend>{t("data")}</legend>
        {DATA_KINDS.map((kind) => (
          <Tick
            key={kind}
            label={labels(kind)}
            checked={draft.data.includes(kind)}
            onChange={(on) => change({ data: toggled(draft.data, kind, on) })}
          />
        ))}
      </fieldset>
      <Line label={t("from")} type="date" value={draft.from} onChange={(from) => change({ from })} />
      <Line label={t("to")} type="date" value={draft.to} onChange={(to) => change({ to })} />
    </>
  );
}

/** Who brought it: two officers, each with the number of the credential shown. */
export function BearerFields({ draft, change }: Props) {
  const t = useTranslations("orders.page.form");
  const officer = (at: number, next: Partial<OrderDraft["officers"][number]>) =>
    change({ officers: draft.officers.map((one, index) => (index === at ? { ...one, ...next } : one)) });
  return (
    <div className="hg-order-officers">
      {draft.officers.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: officers have a fixed order and no identity
        <div key={at}>
          <Line
            label={t("officerName", { n: at + 1 })}
            value={one.name}
            onChange={(name) => officer(at, { name })}
            maxLength={60}
            autoComplete="off"
          />
          <Line
            label={t("officerNumber", { n: at + 1 })}
            value={one.credential}
            onChange={(credential) => officer(at, { credential })}
            maxLength={60}
            autoComplete="off"
          />
        </div>
      ))}
    </div>
  );
}

/** What the counter has seen with its own eyes, and what a criminal freeze must state. */
export function CheckFields({ draft, change }: Props) {
  const t = useTranslations("orders.page.form");
  const labels = useTranslations("orders.labels");
  const criminal = draft.act === "freeze" && draft.basis.startsWith("criminal");
  return (
    <>
      <fieldset className="hg-order-checks">
        <legend>
          {t("checksTitle")} <Done of={PAPER_CHECKS.length} done={draft.checks.length} />
        </legend>
        {PAPER_CHECKS.map((check) => (
          <Tick
            key={check}
            label={labels(`check.${check}`)}
            checked={draft.checks.includes(check)}
            onChange={(on) => change({ checks: toggled(draft.checks, check, on) })}
          />
        ))}
      </fieldset>
      {criminal ? (
        <fieldset className="hg-order-checks">
          <legend>
            {t("stated")} <Done of={STATED_ITEMS.length} done={draft.stated.length} />
          </legend>
          {STATED_ITEMS.map((item) => (
            <Tick
              key={item}
              label={labels(`stated.${item}`)}
              checked={draft.stated.includes(item)}
              onChange={(on) => change({ stated: toggled(draft.stated, item, on) })}
            />
          ))}
        </fieldset>
      ) : null}
    </>
  );
}

function Done({ done, of }: { done: number; of: number }) {
  return <span aria-hidden="true">{`${done} / ${of}`}</span>;
}
