"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Proposal } from "@/components/controls/measure";
import { PasskeyProof } from "@/components/identity/passkey-proof";
import { ActionFoot, type FootAction, type FootInput } from "@/components/patterns/action-foot";
import { useBilingual } from "@/lib/bilingual";
import { useAttemptText, useRefusalText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan, useMe } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { useStepUp } from "@/lib/use-step-up";
import { type ApprovalDetail, obstacleOf } from "./approval";
import type { OpenApproval } from "./use-approval";
import { useKindWords } from "./use-kind-words";

type Props = {
  item: ApprovalDetail;
  proposal: Proposal | null;
  open: OpenApproval;
  looked: string;
  onLooked(digest: string): void;
  next: string | null;
  onOpen(id: string | null): void;
};

/** The decision: for who may decide, for the maker, and for those who only look. */
export function ApprovalFoot(props: Props) {
  const { item } = props;
  if (item.status !== "pending") return <EndedFoot {...props} />;
  return item.decideRefusal === null ? <DecideFoot {...props} /> : <WaitFoot {...props} />;
}

/** Approve, reject, give back; with the second factor. A proposal on changed facts can only be given back. */
function DecideFoot({ item, proposal, open, looked, onLooked }: Props) {
  const t = useTranslations("approvals.page.foot");
  const words = useKindWords();
  const say = useBilingual();
  const me = useMe();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const attempt = useAttemptText();
  const stepUp = useStepUp();
  const approve = useCommand(client.approvals.approve.mutate);
  const reject = useCommand(client.approvals.reject.mutate);
  const [codeProblem, setCodeProblem] = useState<string | null>(null);
  const obstacle = obstacleOf(item, looked);
  const maker = say({ zh: item.maker.nameZh, en: item.maker.nameEn });
  const verb = { restrict: "approveRestrict", lift: "approveLift", none: "approve" } as const;

  /** The second factor first; the decision only if it was right. */
  const proven = async (code: string, decide: () => Promise<unknown>) => {
    setCodeProblem(null);
    approve.reset();
    reject.reset();
    const problem = me.steppedUp ? null : await stepUp(code);
    if (problem) return setCodeProblem(problem);
    await decide();
    await queries.invalidateQueries();
  };
  const noteOf = ({ reason }: FootInput) => (reason === "" ? {} : { note: reason });
  const sayYes = (input: FootInput) =>
    proven(input.code, () =>
      approve.run({ approvalId: item.id, seenDigest: item.current?.digest ?? "", token: open.token, ...noteOf(input) }),
    );
  const sayNo = (decisionCode: string, input: FootInput) =>
    proven(input.code, () => reject.run({ approvalId: item.id, decisionCode, ...noteOf(input) }));

  const needsCode = !me.steppedUp;
  const blocked =
    obstacle === null
      ? undefined
      : obstacle === "preview"
        ? (open.previewProblem ?? t("previewing"))
        : t(`blocked.${obstacle}`);
  const yes: FootAction = {
    id: "approve",
    label: t(verb[proposal?.verb ?? "none"]),
    shortcut: "approve",
    needsCode,
    variant: obstacle === null ? "primary" : "quiet",
    run: sayYes,
    ...(blocked ? { blocked } : {}),
  };
  const back: FootAction = {
    id: "return",
    label: obstacle === "void" ? t("returnTo", { maker }) : t("return"),
    shortcut: "return",
    needsCode,
    needsReason: obstacle !== "void",
    // On changed facts the server ends the proposal as void; nothing of it can be carried out.
    run: obstacle === "void" ? sayYes : (input) => sayNo("to-complete", input),
  };
  const no: FootAction = {
    id: "reject",
    label: t("reject"),
    shortcut: "reject",
    variant: "negative",
    needsCode,
    needsChoice: true,
    run: (input) => sayNo(input.choice, input),
  };
  const look: FootAction = {
    id: "look",
    label: t("looked"),
    shortcut: "compare",
    run: () => onLooked(item.current?.digest ?? ""),
  };
  const again: FootAction = { id: "again", label: t("previewAgain"), shortcut: "refresh", run: open.previewAgain };
  const actions =
    obstacle === "void"
      ? [back, yes]
      : obstacle === "look"
        ? [look, yes, back, no]
        : obstacle === "preview" && open.previewProblem
          ? [again, yes, back, no]
          : [yes, back, no];
  const reasons = item.rejectionReasons.filter((code) => code !== "to-complete");
  return (
    <ActionFoot
      actions={actions}
      {...(obstacle === "void"
        ? {}
        : {
            choice: {
              label: t("rejectionReason"),
              options: reasons.map((value) => ({ value, label: words.rejection(item.kind, value) })),
            },
            reason: { label: t("comment"), maxLength: 2000 },
          })}
      stepUp={needsCode}
      stepUpAside={<PasskeyProof />}
      error={codeProblem ?? attempt(approve) ?? attempt(reject)}
      note={blocked ?? (needsCode ? undefined : <span className="hg-done">{t("verified")}</span>)}
    />
  );
}

/** The maker may take it back; everybody else is told why there is nothing to press. */
function WaitFoot({ item, next, onOpen }: Props) {
  const t = useTranslations("approvals.page.foot");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const words = useRefusalText();
  const withdraw = useCommand(client.approvals.withdraw.mutate);
  const actions: FootAction[] = [];
  if (item.mayWithdraw) {
    actions.push({
      id: "withdraw",
      label: t("withdraw"),
      shortcut: "withdraw",
      variant: "quiet",
      run: async () => void (await withdraw.run({ approvalId: item.id })),
    });
  }
  if (next) actions.push({ id: "next", label: t("next"), shortcut: "next", variant: "quiet", run: () => onOpen(next) });
  return (
    <ActionFoot
      actions={actions}
      error={attempt(withdraw)}
      note={item.decideRefusal ? words({ code: item.decideRefusal }) : null}
    />
  );
}

/** After the end: on to the next, or to the account to propose anew. */
function EndedFoot({ item, proposal, next, onOpen }: Props) {
  const t = useTranslations("approvals.page.foot");
  const router = useRouter();
  const can = useCan();
  const again = proposal !== null && item.status !== "approved" && can("controls.request");
  const place = proposal ? `/accounts/${proposal.account.id}` : item.brief?.href;
  const actions: FootAction[] = [
    ...(next ? [{ id: "next", label: t("next"), shortcut: "next" as const, run: () => onOpen(next) }] : []),
    ...(again && place
      ? [
          {
            id: "propose",
            label: t("proposeAgain"),
            shortcut: "propose" as const,
            variant: "quiet" as const,
            run: () => router.push(place),
          },
        ]
      : []),
    ...(place
      ? [
          {
            id: "subject",
            label: t(proposal ? "toAccount" : "toSubject"),
            variant: "quiet" as const,
            run: () => router.push(place),
          },
        ]
      : []),
  ];
  return <ActionFoot actions={actions} />;
}
