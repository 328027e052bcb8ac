"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PagePath } from "@/components/frame/page-path";
import { type Fact, FactList } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { StatusChip } from "@/components/patterns/status";
import type { Tone } from "@/components/patterns/tone";
import { IconButton } from "@/components/ui/button";
import { WorkPanel } from "@/components/worklist/work-panel";
import type { LocalDate } from "@/domain/shared/time";

/** Something found by a control: what it is and its facts, the work on it at the side, and last why it came about. */
export function FindingLayout(props: {
  id: string;
  number: string;
  itemLabel: string;
  sideLabel: string;
  title: string;
  tone: Tone;
  state: string;
  who?: readonly string[];
  today: LocalDate;
  facts: readonly Fact[];
  reasonTitle: string;
  reason: ReactNode;
  onClose(): void;
  children?: ReactNode;
}) {
  const t = useTranslations("worklist.page.item");
  return (
    <SplitItemLayout
      itemLabel={props.itemLabel}
      sideLabel={props.sideLabel}
      sideWidth={304}
      header={
        <ItemHeader
          title={props.title}
          state={<StatusChip tone={props.tone}>{props.state}</StatusChip>}
          who={props.who}
          number={props.number}
          tools={<IconButton icon={X} label={t("close")} onClick={props.onClose} />}
        />
      }
      side={<WorkPanel subjectId={props.id} events={[]} today={props.today} />}
    >
      <PagePath steps={[props.number]} />
      <FactList facts={props.facts} />
      {props.children}
      <SectionHead title={props.reasonTitle} ruled />
      {props.reason}
    </SplitItemLayout>
  );
}
