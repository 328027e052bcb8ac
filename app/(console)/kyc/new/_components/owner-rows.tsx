"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePercent } from "@/components/customers/use-percent";
import {
  type DraftOwner,
  NEW_OWNER,
  type NodeTotal,
  possibleAbove,
  totalsOf,
  withoutOwner,
} from "@/components/kyc/owners-draft";
import { Button, IconButton } from "@/components/ui/button";
import { INTAKE_POLICY } from "@/domain/kyc/intake-policy";
import { ID_TYPES } from "@/domain/kyc/model";
import { OWNER_KINDS } from "@/domain/kyc/owners";

type Props = {
  readonly owners: readonly DraftOwner[];
  /** Keys of rows to mark as not in their form. */
  readonly wrong: readonly string[];
  /** What a refusal says of one row. */
  readonly told: { readonly key: string; readonly text: string } | null;
  onChange(owners: readonly DraftOwner[]): void;
};

/** Who owns the enterprise, row by row down to natural persons, with what each level comes to. */
export function OwnerRows({ owners, wrong, told, onChange }: Props) {
  const t = useTranslations("kyc.page.owners");
  const set = (key: string, part: Partial<DraftOwner>) =>
    onChange(owners.map((one) => (one.key === key ? { ...one, ...part } : one)));
  return (
    <fieldset className="hg-control">
      <legend>{t("fieldset")}</legend>
      <span className="hg-hint">{t("fieldsetNote")}</span>
      {owners.map((one, at) => (
        <OwnerRow
          key={one.key}
          n={at + 1}
          owner={one}
          owners={owners}
          problem={told?.key === one.key ? told.text : wrong.includes(one.key) ? t("wrong") : null}
          onSet={(part) => set(one.key, part)}
          onRemove={() => onChange(withoutOwner(owners, one.key))}
        />
      ))}
      <Totals owners={owners} />
      {owners.length < INTAKE_POLICY.owners ? (
        <span>
          <Button small icon={Plus} onClick={() => onChange([...owners, { ...NEW_OWNER, key: crypto.randomUUID() }])}>
            {t("add")}
          </Button>
        </span>
      ) : null}
    </fieldset>
  );
}

function OwnerRow(props: {
  n: number;
  owner: DraftOwner;
  owners: readonly DraftOwner[];
  problem: string | null;
  onSet(part: Partial<DraftOwner>): void;
  onRemove(): void;
}) {
  const { n, owner, owners, problem, onSet } = props;
  const t = useTranslations("kyc.page.owners");
  const words = useTranslations("customers.enterprise");
  const papers = useTranslations("kyc.idTypes");
  const types = ID_TYPES.filter((type) => (type === "business-licence") === (owner.kind === "enterprise"));
  const invalid = problem === null ? undefined : true;
  const text = (field: "name" | "idNumber" | "share", placeholder: string, max: number) => (
    <input
      className="hg-input"
      aria-label={t(field, { n })}
      aria-invalid={invalid}
      placeholder={placeholder}
      value={owner[field]}
      maxLength={max}
      autoComplete="off"
      spellCheck={false}
      inputMode={field === "share" ? "decimal" : undefined}
      onChange={(event) => onSet({ [field]: event.target.value })}
    />
  );
  return (
    <fieldset className="hg-intake-owner" aria-label={words("owner", { n })}>
      <select
        className="hg-input"
        aria-label={t("kind", { n })}
        value={owner.kind}
        onChange={(event) => {
          const kind = event.target.value === "enterprise" ? "enterprise" : "person";
          onSet({ kind, idType: kind === "enterprise" ? "business-licence" : "resident-id" });
        }}
      >
        {OWNER_KINDS.map((kind) => (
          <option
            key={kind}
            value={kind}
            disabled={kind === "person" && owners.some(({ above }) => above === owner.key)}
          >
            {words(`kinds.${kind}`)}
          </option>
        ))}
      </select>
      {text("name", t("namePlaceholder"), 120)}
      <select
        className="hg-input"
        aria-label={t("idType", { n })}
        value={owner.idType}
        onChange={(event) => onSet({ idType: types.find((one) => one === event.target.value) ?? owner.idType })}
      >
        {types.map((type) => (
          <option key={type} value={type}>
            {papers(type)}
          </option>
        ))}
      </select>
      {text("idNumber", t("numberPlaceholder"), 40)}
      <select
        className="hg-input"
        aria-label={t("above", { n })}
        value={owner.above ?? ""}
        onChange={(event) => onSet({ above: event.target.value || null })}
      >
        <option value="">{words("itself")}</option>
        {possibleAbove(owners, owner.key).map((one) => (
          <option key={one.key} value={one.key}>
            {one.name.trim() || words("owner", { n: owners.indexOf(one) + 1 })}
          </option>
        ))}
      </select>
      {text("share", t("sharePlaceholder"), 6)}
      <IconButton icon={X} label={t("remove", { n })} onClick={props.onRemove} />
      {problem === null ? null : <p className="hg-error">{problem}</p>}
    </fieldset>
  );
}

/** What the shares of each level come to so far. */
function Totals({ owners }: { owners: readonly DraftOwner[] }) {
  const t = useTranslations("kyc.page.owners");
  const words = useTranslations("customers.enterprise");
  const percent = usePercent();
  if (owners.length === 0) return null;
  const nameOf = (above: string | null): string => {
    if (above === null) return words("itself");
    const at = owners.findIndex(({ key }) => key === above);
    return owners[at]?.name.trim() || words("owner", { n: at + 1 });
  };
  const line = ({ above, sumBp, leftBp }: NodeTotal): string => {
    const [of, share] = [nameOf(above), percent(sumBp)];
    if (leftBp === 0) return t("total", { of, share });
    return leftBp > 0
      ? t("totalShort", { of, share, missing: percent(leftBp) })
      : t("totalOver", { of, share, over: percent(-leftBp) });
  };
  return (
    <ul className="hg-small hg-num" aria-live="polite">
      {totalsOf(owners).map((total) => (
        <li
          key={total.above ?? ""}
          className={total.leftBp === 0 ? "hg-ink-3" : total.leftBp > 0 ? "hg-wait" : "hg-late"}
        >
          {line(total)}
        </li>
      ))}
    </ul>
  );
}
