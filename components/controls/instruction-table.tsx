"use client";

import { useTranslations } from "next-intl";
import { StatusMark } from "@/components/patterns/status";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { INSTRUCTION_TONE, type Instruction } from "./measure";
import { useCoreAnswer } from "./use-core-answer";
import { useControlsWords } from "./use-words";

/** What the payment core was told and what it answered, newest first. */
export function InstructionTable({ instructions }: { instructions: readonly Instruction[] }) {
  const t = useTranslations("controls.page.instructions");
  const words = useControlsWords();
  const answer = useCoreAnswer();
  if (instructions.length === 0) return <p className="hg-small hg-ink-3 px-(--gutter) pb-3">{t("none")}</p>;
  const at = (moment: string | null) => (moment ? <Moment at={moment as Instant} /> : "–");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable and scrolled by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a nameless scroll box inside a named section
    <div className="hg-table-box overflow-x-auto" role="group" aria-label={t("title")} tabIndex={0}>
      <table className="hg-table hg-tight whitespace-nowrap" aria-label={t("title")}>
        <thead>
          <tr>
            <th scope="col" className="hg-num">
              {t("sequence")}
            </th>
            <th scope="col">{t("verb")}</th>
            <th scope="col">{t("state")}</th>
            <th scope="col">{t("created")}</th>
            <th scope="col">{t("sent")}</th>
            <th scope="col">{t("answered")}</th>
            <th scope="col" className="hg-num">
              {t("attempts")}
            </th>
          </tr>
        </thead>
        <tbody>
          {instructions.map((one) => (
            <tr key={one.id}>
              <td className="hg-num">{one.sequence}</td>
              <td>{words.verb(one.verb)}</td>
              <td>
                <StatusMark tone={INSTRUCTION_TONE[one.state]}>{words.instruction(one.state)}</StatusMark>
                {one.state === "rejected" && one.lastProblem ? (
                  <span className="hg-small hg-ink-2"> {answer(one.lastProblem)}</span>
                ) : null}
              </td>
              <td className="hg-small">{at(one.createdAt)}</td>
              <td className="hg-small">{at(one.sentAt)}</td>
              <td className="hg-small">{at(one.answeredAt)}</td>
              <td className="hg-num">{one.attempts}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Month, day and second; the year on hover. */
function Moment({ at }: { at: Instant }) {
  const format = useFormat();
  return (
    <time dateTime={at} title={format.dateTime(at, { seconds: true })}>
      {`${format.monthDay(shanghaiDate(at))} ${format.time(at, { seconds: true })}`}
    </time>
  );
}
