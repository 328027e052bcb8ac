"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { PagePath } from "@/components/frame/page-path";
import { FactList } from "@/components/patterns/facts";
import { Fingerprint } from "@/components/patterns/fingerprint";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { StatusChip } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { itemHref } from "@/lib/item-href";
import { useRefusalText } from "@/lib/refusal-text";
import { useTRPC } from "@/lib/trpc/client";
import { RuleCitation } from "../../_components/rule-citation";
import { OUTCOME_TONE, useAuditWords } from "./audit-words";

/** How often an entry that is not sealed yet is asked again. */
const UNTIL_SEALED_MS = 1_000;

/** One entry exactly as it was sealed, what it rests on, and the proof that it stands in the signed log. */
export function EntryItem({ id }: { id: string }) {
  const t = useTranslations("audit");
  const format = useFormat();
  const words = useAuditWords();
  const refusal = useRefusalText();
  const trpc = useTRPC();
  const { data: entry } = useSuspenseQuery(
    trpc.audit.detail.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data?.leafIndex === null ? UNTIL_SEALED_MS : false) },
    ),
  );
  const href = itemHref(entry.subjectType, entry.subjectId);
  const subject = `${words.subject(entry)} ${entry.subjectId}`;
  return (
    <SplitItemLayout
      itemLabel={t("entry.title")}
      sideLabel={t("entry.proof")}
      header={
        <>
          <PagePath steps={[t("entry.title")]} />
          <ItemHeader
            title={words.kindOf(entry.kind)}
            state={<StatusChip tone={OUTCOME_TONE[entry.outcome] ?? "idle"}>{words.outcome(entry)}</StatusChip>}
            who={[words.actor(entry), format.dateTime(entry.at as Instant, { seconds: true })]}
            nextStep={entry.code ? refusal({ code: entry.code }) : undefined}
          />
        </>
      }
      side={<Proof entry={entry} />}
    >
      <FactList
        facts={[
          {
            id: "subject",
            label: t("columns.subject"),
            value: href ? (
              <Link className="hg-text-link" href={href}>
                {subject}
              </Link>
            ) : (
              subject
            ),
          },
          {
            id: "basis",
            label: t("columns.basis"),
            value:
              entry.basis.length > 0 ? entry.basis.map((basis) => <RuleCitation key={basis} basis={basis} />) : "–",
          },
        ]}
      />
      <SectionHead title={t("entry.exact")} ruled />
      <pre className="hg-exact">{pretty(entry.leaf)}</pre>
    </SplitItemLayout>
  );
}

/** The sealed text, one member a line; what is hashed is the text without these breaks. */
function pretty(leaf: string): string {
  return JSON.stringify(JSON.parse(leaf), null, 2);
}

type Proven = {
  readonly leafIndex: number | null;
  readonly leafHash: string | null;
  readonly proof: readonly string[];
  readonly head: {
    readonly treeSize: number;
    readonly rootHash: string;
    readonly sealedAt: string;
    readonly keyId: string;
    readonly signature: string;
  } | null;
};

function Proof({ entry }: { entry: Proven }) {
  const t = useTranslations("audit");
  const format = useFormat();
  const { head, leafHash, leafIndex, proof } = entry;
  if (!head || leafHash === null || leafIndex === null) {
    return <p className="hg-sheet-nothing">{t("entry.unsealed")}</p>;
  }
  return (
    <>
      <SectionHead title={t("entry.proof")} />
      <FactList
        facts={[
          {
            id: "leaf",
            label: t("columns.leaf"),
            value: `${format.count(leafIndex + 1)} / ${format.count(head.treeSize)}`,
          },
          { id: "hash", label: t("entry.leafHash"), value: <Fingerprint digest={leafHash} /> },
        ]}
      />
      <p className="hg-sheet-nothing">{t("entry.proofHint", { count: proof.length })}</p>
      <ol className="hg-proof">
        {proof.map((hash) => (
          <li key={hash}>
            <Fingerprint digest={hash} />
          </li>
        ))}
      </ol>
      <SectionHead title={t("entry.head")} ruled />
      <FactList
        facts={[
          { id: "root", label: t("state.root"), value: <Fingerprint digest={head.rootHash} /> },
          { id: "at", label: t("entry.sealedAt"), value: format.dateTime(head.sealedAt as Instant, { seconds: true }) },
          { id: "key", label: t("entry.key"), value: <span className="hg-mono">{head.keyId.slice(0, 16)}</span> },
          {
            id: "signature",
            label: t("entry.signature"),
            value: <span className="hg-mono hg-clip" title={head.signature}>{`${head.signature.slice(0, 20)}…`}</span>,
          },
        ]}
      />
    </>
  );
}
