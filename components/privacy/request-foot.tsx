"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { AnswerDialog } from "./answer-dialog";
import { CorrectionDialog } from "./correction-dialog";
import { ErasureDialog } from "./erasure-dialog";
import { FeeDialog } from "./fee-dialog";
import { MatchDialog } from "./match-dialog";
import { RefusalDialog } from "./refusal-dialog";
import { ReleaseDialog } from "./release-dialog";
import type { RequestDetail } from "./request";
import { CodeDialog, type DialogProps, NoteDialog, PapersDialog, VerifyDialog } from "./simple-dialogs";

type Props = { item: RequestDetail; onDone(version: number): void; onNext?(): void };

const DIALOGS = {
  match: MatchDialog,
  recordCode: CodeDialog,
  askPapers: PapersDialog,
  verify: VerifyDialog,
  proposeErasure: ErasureDialog,
  proposeCorrection: CorrectionDialog,
  proposeRefusal: RefusalDialog,
  proposeFee: FeeDialog,
  answer: AnswerDialog,
  withdraw: (props: DialogProps) => <NoteDialog {...props} verb="withdraw" />,
  lapse: (props: DialogProps) => <NoteDialog {...props} verb="lapse" />,
  releaseRestriction: ReleaseDialog,
} as const satisfies Record<string, (props: DialogProps) => ReactNode>;
type Asked = keyof typeof DIALOGS;

/** The verbs in their order: what moves the request on first, ending it last. */
const VERBS = [
  { id: "match", shortcut: "assign" },
  { id: "recordCode", shortcut: "acceptDocument" },
  { id: "verify", shortcut: "finish" },
  { id: "start", shortcut: "take" },
  { id: "preparePackage", shortcut: "finish" },
  { id: "proposeCorrection", shortcut: "propose" },
  { id: "proposeErasure", shortcut: "propose" },
  { id: "answer", shortcut: "finish" },
  { id: "sendCode", shortcut: "ask" },
  { id: "askPapers", shortcut: "askDocument" },
  { id: "proposeFee", shortcut: undefined },
  { id: "proposeRefusal", shortcut: "reject" },
  { id: "lapse", shortcut: undefined },
  { id: "withdraw", shortcut: "withdraw" },
  { id: "releaseRestriction", shortcut: undefined },
] as const;
type Verb = (typeof VERBS)[number]["id"];

const isDialog = (verb: Verb): verb is Asked & Verb => verb in DIALOGS;

/** What would do nothing now: a code is entered once one was sent, and papers are asked for once. */
function idle(verb: Verb, { code, paused }: RequestDetail): boolean {
  if (verb === "recordCode") return code === null || code.stopped;
  if (verb === "sendCode") return code?.stopped === true;
  return verb === "askPapers" && paused;
}

/** The deeds that ask nothing more, and what stood in the way of the last. */
function useDeeds(item: RequestDetail, onDone: (version: number) => void) {
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const deeds = {
    sendCode: useCommand(client.privacy.sendCode.mutate),
    start: useCommand(client.privacy.start.mutate),
    preparePackage: useCommand(client.privacy.preparePackage.mutate),
  };
  const fee = useCommand(client.privacy.settleFee.mutate);
  const run = async (verb: keyof typeof deeds) => {
    const answer = await deeds[verb].run({ id: item.id, version: item.version });
    if (answer?.ok) onDone(answer.result.version);
  };
  const settle = async (as: "accepted" | "waived") => {
    const answer = await fee.run({ id: item.id, version: item.version, as });
    if (answer?.ok) onDone(answer.result.version);
  };
  const error = [...Object.values(deeds), fee].map((deed) => attempt(deed)).find((problem) => problem !== null) ?? null;
  return { run, settle, error };
}

/** The one action bar: what may be done now, the way to the check that waits, and on to the next. */
export function RequestFoot({ item, onDone, onNext }: Props) {
  const t = useTranslations("privacy.page.foot");
  const can = useCan();
  const router = useRouter();
  const [asked, setAsked] = useState<Asked | null>(null);
  const deeds = useDeeds(item, onDone);
  const verbs = VERBS.filter(({ id }) => item.may[id] && !idle(id, item)).map(
    ({ id, shortcut }, place): FootAction => ({
      id,
      label: t(id),
      ...(shortcut ? { shortcut } : {}),
      ...(place === 0 ? {} : { variant: id === "proposeRefusal" ? "negative" : "quiet" }),
      run: () => (isDialog(id) ? setAsked(id) : deeds.run(id as "start")),
    }),
  );
  const approvalId = item.proposal?.approvalId ?? item.fee?.approval?.id;
  const actions: FootAction[] = [
    ...(approvalId && can("privacy.approve")
      ? [
          {
            id: "check",
            label: t("check"),
            shortcut: "approve" as const,
            run: () => router.push(`/approvals/${approvalId}`),
          },
        ]
      : []),
    ...verbs,
    ...item.may.settleFee.map((as) => ({
      id: `fee-${as}`,
      label: t(`fees.${as}`),
      variant: "quiet" as const,
      run: () => deeds.settle(as),
    })),
    ...(onNext
      ? [{ id: "next", label: t("next"), shortcut: "next" as const, variant: "quiet" as const, run: onNext }]
      : []),
  ];
  if (actions.length === 0) return null;
  const Form = asked ? DIALOGS[asked] : null;
  return (
    <>
      <ActionFoot actions={actions} error={deeds.error} />
      {Form ? (
        <Form
          item={item}
          onEnd={(version) => {
            setAsked(null);
            if (version !== null) onDone(version);
          }}
        />
      ) : null}
    </>
  );
}
