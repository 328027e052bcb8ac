"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import type { ClosureDetail } from "./closure";
import { requestHref } from "./paths";

type Props = { item: ClosureDetail; onNext?(): void };

/** The one action bar: go and check it, take it back, ask again once nothing remains, go on. */
export function ClosureFoot({ item, onNext }: Props) {
  const t = useTranslations("closures.page.foot");
  const router = useRouter();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const withdraw = useCommand(client.closures.withdraw.mutate);
  const can = useCan();
  const { approvalId } = item;
  const checks = item.state === "requested" && approvalId !== null && !item.may.withdraw && can("closures.approve");
  const actions: FootAction[] = [
    ...(checks
      ? [
          {
            id: "check",
            label: t("check"),
            shortcut: "approve" as const,
            run: () => router.push(`/approvals/${approvalId}`),
          },
        ]
      : []),
    ...(item.may.again
      ? [
          {
            id: "again",
            label: t("again"),
            shortcut: "propose" as const,
            run: () => router.push(requestHref(item.account.id)),
          },
        ]
      : []),
    ...(item.may.withdraw
      ? [
          {
            id: "withdraw",
            label: t("withdraw"),
            shortcut: "withdraw" as const,
            variant: "quiet" as const,
            run: async () => void (await withdraw.run({ id: item.id })),
          },
        ]
      : []),
    ...(onNext
      ? [{ id: "next", label: t("next"), shortcut: "next" as const, variant: "quiet" as const, run: onNext }]
      : []),
  ];
  return actions.length === 0 ? null : <ActionFoot actions={actions} error={attempt(withdraw)} />;
}
