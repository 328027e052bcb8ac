"use client";

import { useTranslations } from "next-intl";
import { Tape } from "@/components/patterns/masked-value";
import { StatusMark } from "@/components/patterns/status";
import { cx } from "@/components/ui/cx";
import { type FieldName, fieldsOf } from "@/domain/kyc/fields";
import type { BenchRow, SubmissionDetail } from "@/domain/kyc/schema";
import { stretches } from "./differ";
import { fieldFindings, ROW_TONE, type RowStanding, rowStanding } from "./kyc";
import type { ClearRows } from "./use-clear-rows";
import { useFieldName } from "./use-field-name";
import { useFieldValue } from "./use-field-value";

/** Signs a covered value is shown as: no more is known of it before it is shown. */
const COVERED = 8;

/**
 * Field by field what was declared, read, said by the registry and is on record; what disagrees is marked by shape, word
 * and colour, down to the characters. Covered, with what the checks found, until the item is the reader's.
 */
export function AlignedRows({ item, clear }: { item: SubmissionDetail; clear: ClearRows }) {
  const t = useTranslations("kyc.page.rows");
  const rows: readonly BenchRow[] = clear.rows ?? coveredRows(item);
  const recorded = rows.some((row) => row.recorded !== null);
  const heads = [
    t("field"),
    t("declared"),
    t("read"),
    t("registry"),
    ...(recorded ? [t("recorded")] : []),
    t("standing"),
  ];
  return (
    <section className="hg-bench-rows" aria-label={t("label")}>
      <table className="hg-table hg-tight" aria-label={t("label")}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.field} row={row} item={item} covered={clear.rows === null} recorded={recorded} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What may be shown without taking the item: which fields are there. */
function coveredRows(item: SubmissionDetail): readonly BenchRow[] {
  const mentioned = new Set<FieldName>([...item.declaredFields, ...item.findings.flatMap(({ fields }) => fields)]);
  return fieldsOf(item.subject)
    .filter((field) => mentioned.has(field))
    .map((field) => ({
      field,
      declared: item.declaredFields.includes(field) ? "" : null,
      readings: [],
      recorded: null,
      registry: null,
      differs: false,
    }));
}

function Row(props: { row: BenchRow; item: SubmissionDetail; covered: boolean; recorded: boolean }) {
  const { row, item, covered } = props;
  const t = useTranslations("kyc.page.rows");
  const fieldName = useFieldName(item.subject);
  const answers = useTranslations("kyc.registryAnswers");
  const show = useFieldValue();
  const standing = rowStanding(row, item.findings);
  const best = row.readings[0];
  const against = best?.value ?? row.recorded;
  return (
    <tr className={cx(standing === "differs" && "hg-row-late", standing === "doubtful" && "hg-row-wait")}>
      <th scope="row">{fieldName(row.field)}</th>
      <td className="hg-bench-value">
        {row.declared === null ? (
          <Nothing />
        ) : covered ? (
          <Tape hidden={COVERED} />
        ) : (
          <Value
            text={show(row.field, row.declared)}
            against={against && show(row.field, against)}
            standing={standing}
          />
        )}
      </td>
      <td className="hg-bench-value">
        {row.readings.length === 0 ? (
          <Nothing />
        ) : (
          row.readings.map((reading) => (
            <span key={`${reading.document} ${reading.source}`} className="hg-bench-reading">
              <Value
                text={show(row.field, reading.value)}
                against={reading.agrees === false && row.declared ? show(row.field, row.declared) : null}
                standing={standing}
              />
              <Confidence reading={reading} />
            </span>
          ))
        )}
      </td>
      <td>{row.registry === null ? <Nothing /> : <Answer answer={row.registry}>{answers(row.registry)}</Answer>}</td>
      {props.recorded ? (
        <td className="hg-bench-value">{row.recorded === null ? <Nothing /> : show(row.field, row.recorded)}</td>
      ) : null}
      <td>
        <Standing standing={covered && standing === "single" ? "none" : standing} row={row} item={item}>
          {t(`standings.${standing}`)}
        </Standing>
      </td>
    </tr>
  );
}

function Nothing() {
  return <span className="hg-ink-3">{"–"}</span>;
}

/** A value with the characters marked that are different elsewhere. */
function Value(props: { text: string; against?: string | null; standing: RowStanding }) {
  const { text, against, standing } = props;
  if (!against || against === text || (standing !== "differs" && standing !== "doubtful")) return text;
  return (
    <span>
      {stretches(text, against).map((one, at) =>
        one.differs ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place in the value
          <mark key={at} className={standing === "differs" ? "hg-diff" : "hg-diff hg-wait"}>
            {one.text}
          </mark>
        ) : (
          one.text
        ),
      )}
    </span>
  );
}

/** How sure a reading is: a bar and its figure, and where it was read. */
function Confidence({ reading }: { reading: BenchRow["readings"][number] }) {
  const t = useTranslations("kyc.page.rows");
  const documents = useTranslations("kyc.documentsShort");
  const source = reading.source === "mrz" ? t("mrz") : documents(reading.document);
  return (
    <span className="hg-confidence" title={t("confidence", { source, value: reading.confidence })}>
      <i style={{ "--sure": `${reading.confidence}%` }} aria-hidden="true" />
      <span className="hg-sr">{t("confidence", { source, value: reading.confidence })}</span>
      <span aria-hidden="true">{reading.confidence}</span>
    </span>
  );
}

function Answer({ answer, children }: { answer: NonNullable<BenchRow["registry"]>; children: string }) {
  const tone = answer === "match" ? "done" : answer === "mismatch" ? "late" : "none";
  return <StatusMark tone={tone}>{children}</StatusMark>;
}

/** The mark of a row; what was found about it is said on the mark. */
function Standing(props: { standing: RowStanding; row: BenchRow; item: SubmissionDetail; children: string }) {
  const checks = useTranslations("kyc.checks");
  const own = fieldFindings(props.row.field, props.item.findings).filter(
    ({ outcome }) => outcome === "fail" || outcome === "warn",
  );
  if (props.standing === "none") return <Nothing />;
  return (
    <span title={own.map(({ check }) => checks(check)).join(" · ") || undefined}>
      <StatusMark tone={ROW_TONE[props.standing]}>{props.children}</StatusMark>
    </span>
  );
}
