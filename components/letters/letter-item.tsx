"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { RuleList } from "@/components/controls/rule-citation";
import { Sheet } from "@/components/customers/customer-tables";
import { Masked } from "@/components/customers/masked";
import { PagePath } from "@/components/frame/page-path";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { type Fact, FactList, Statement } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip, StatusMark } from "@/components/patterns/status";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { IconButton } from "@/components/ui/button";
import { WorkPanel } from "@/components/worklist/work-panel";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { itemHref } from "@/lib/item-href";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useNow } from "@/lib/use-now";
import { DISPATCH_TONE, type LetterDetail, problemKey, STANDING_TONE } from "./letter";
import { LanguageDialog, RepeatDialog } from "./letter-dialogs";
import { useLetterWords } from "./use-letter-words";

/** How often a letter on its way is looked at again. */
const LOOK_MS = 5_000;

type Props = { id: string; onClose(): void; onOpen(id: string): void };

/** One letter: what was said, by which channel it went, and whether it arrived. */
export function LetterItem(props: Props) {
  const t = useTranslations("letters.page");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.letters.detail.queryOptions({ id: props.id }),
    refetchInterval: ({ state }) =>
      state.data?.standing === "waiting" || state.data?.standing === "sent" ? LOOK_MS : false,
  });
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data) {
    return <QueryProblem what={t("item.failed")} error={query.error} onRetry={() => void query.refetch()} />;
  }
  return <OpenLetter {...props} letter={query.data} onChanged={() => void query.refetch()} />;
}

function OpenLetter({ letter, onClose, onOpen, onChanged }: Props & { letter: LetterDetail; onChanged(): void }) {
  const t = useTranslations("letters");
  const words = useLetterWords();
  const { customer, text } = letter;
  const name = letter.number ?? words(letter.template);
  return (
    <SplitItemLayout
      itemLabel={t("page.item.label", { number: name })}
      sideLabel={t("page.item.side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={words(letter.template)}
          state={<StatusChip tone={STANDING_TONE[letter.standing]}>{t(`standings.${letter.standing}`)}</StatusChip>}
          who={[
            <Link key="customer" href={`/customers/${customer.id}`}>
              {customer.name ? <Masked value={customer.name} /> : customer.number}
            </Link>,
            customer.number,
          ]}
          number={name}
          nextStep={t.rich(`page.next.${letter.standing}`, { em: (chunks: ReactNode) => <em>{chunks}</em> })}
          tools={<IconButton icon={X} label={t("page.item.close")} onClick={onClose} />}
        />
      }
      side={<LetterSide letter={letter} />}
      foot={<LetterFoot letter={letter} onOpen={onOpen} onChanged={onChanged} />}
    >
      <PagePath steps={[name]} />
      <SectionHead title={t("page.item.text")} note={letter.language ? t(`languages.${letter.language}`) : null} />
      {text ? (
        <>
          <Statement text={text.short} by={[t("page.item.short")]} />
          <div className="whitespace-pre-line">
            <Statement text={`${text.title}\n${text.long}`} by={[t("page.item.long")]} />
          </div>
        </>
      ) : (
        <p className="hg-small hg-ink-2 px-(--gutter) pb-2">
          {letter.language ? t("page.item.erased") : t("page.item.making")}
        </p>
      )}
      <SectionHead title={t("page.item.channels")} ruled />
      <Dispatches letter={letter} />
      {letter.basis.length > 0 ? (
        <>
          <SectionHead title={t("page.item.basis")} ruled />
          <RuleList rules={letter.basis} />
        </>
      ) : null}
    </SplitItemLayout>
  );
}

function Dispatches({ letter }: { letter: LetterDetail }) {
  const t = useTranslations("letters");
  const format = useFormat();
  const heads = (["channel", "state", "at", "attempts", "problem"] as const).map((head) => ({
    text: t(`page.dispatch.${head}`),
  }));
  const { dispatches } = letter;
  return (
    <Sheet label={t("page.item.channels")} heads={heads} empty={dispatches.length === 0 ? t("page.item.making") : null}>
      {dispatches.map((one) => (
        <tr key={one.id}>
          <td>{t(`channels.${one.channel}`)}</td>
          <td>
            <StatusMark tone={DISPATCH_TONE[one.state]}>{t(`states.${one.state}`)}</StatusMark>
          </td>
          <td>{format.dateTime(one.at as Instant)}</td>
          <td>{one.channel === "page" ? "–" : one.attempts}</td>
          <td className="!whitespace-normal">{one.problem ? t(`problems.${problemKey(one.problem)}`) : "–"}</td>
        </tr>
      ))}
    </Sheet>
  );
}

function LetterSide({ letter }: { letter: LetterDetail }) {
  const t = useTranslations("letters");
  const format = useFormat();
  const subject = itemHref(letter.subject.type, letter.subject.id);
  const { account, repeatOf, repeatReason } = letter;
  const link = (href: string, text: string) => (
    <Link className="hg-text-link" href={href}>
      {text}
    </Link>
  );
  const facts: Fact[] = [
    { id: "written", label: t("page.item.written"), value: format.dateTime(letter.writtenAt as Instant) },
    { id: "phone", label: t("page.item.phone"), value: <Masked value={letter.phone} /> },
    { id: "now", label: t("page.item.languageNow"), value: t(`languages.${letter.customerLanguage}`) },
    ...(account
      ? [{ id: "account", label: t("page.item.account"), value: link(`/accounts/${account.id}`, account.number) }]
      : []),
    ...(subject
      ? [{ id: "subject", label: t("page.item.about"), value: link(subject, t("page.item.openSubject")) }]
      : []),
    ...(repeatOf && repeatReason
      ? [
          {
            id: "again",
            label: t("page.item.again"),
            value: (
              <>
                {link(`/letters/${repeatOf.id}`, repeatOf.number ?? t("page.item.before"))}{" "}
                {t(`repeatReasons.${repeatReason}`)}
              </>
            ),
          },
        ]
      : []),
    ...(letter.wording ? [{ id: "wording", label: t("page.item.wording"), value: letter.wording }] : []),
    ...(letter.textHash ? [{ id: "hash", label: t("page.item.hash"), value: letter.textHash.slice(0, 16) }] : []),
  ];
  const at = letter.writtenAt as Instant;
  const events: TimelineEvent[] = [
    { id: "written", at, mark: "done", who: t("page.item.system"), text: t("page.item.said") },
  ];
  const today = shanghaiDate(useNow() ?? (letter.writtenAt as Instant));
  return (
    <>
      <SectionHead title={t("page.item.facts")} />
      <FactList facts={facts} />
      <WorkPanel subjectId={letter.id} events={events} today={today} />
    </>
  );
}

/** The one action bar: tell again, and the language the customer wants. */
function LetterFoot(props: { letter: LetterDetail; onOpen(id: string): void; onChanged(): void }) {
  const { letter } = props;
  const t = useTranslations("letters.page.foot");
  const can = useCan();
  const [asking, setAsking] = useState<"repeat" | "language" | null>(null);
  if (!can("letters.send")) return null;
  const waiting = letter.standing === "waiting" || letter.language === null;
  const actions: FootAction[] = [
    {
      id: "repeat",
      label: t("repeat"),
      shortcut: "ask",
      variant: "primary",
      run: () => setAsking("repeat"),
      ...(waiting ? { blocked: t("underWay") } : {}),
    },
    { id: "language", label: t("language"), variant: "quiet", run: () => setAsking("language") },
  ];
  const close = () => setAsking(null);
  return (
    <>
      <ActionFoot actions={actions} {...(waiting ? { note: t("underWay") } : {})} />
      {asking === "repeat" ? (
        <RepeatDialog
          letterId={letter.id}
          onClose={close}
          onDone={(id) => {
            close();
            props.onOpen(id);
          }}
        />
      ) : null}
      {asking === "language" ? (
        <LanguageDialog
          letter={letter}
          onClose={close}
          onDone={() => {
            close();
            props.onChanged();
          }}
        />
      ) : null}
    </>
  );
}
