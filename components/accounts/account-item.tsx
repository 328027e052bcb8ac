"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { type AccountControls, awaitsCore } from "@/components/controls/measure";
import { PreviewSlot } from "@/components/controls/preview-panel";
import { ProposeRelease } from "@/components/controls/propose-release";
import { ProposeRestriction } from "@/components/controls/propose-restriction";
import { RestrictAtOnce } from "@/components/controls/restrict-at-once";
import { Masked } from "@/components/customers/masked";
import { PagePath } from "@/components/frame/page-path";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { ItemHeader } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { useKey } from "@/components/ui/keys/key-provider";
import { useRefusalText } from "@/lib/refusal-text";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useNow } from "@/lib/use-now";
import { type AccountDetail, cardNames, groupMeasures, nextReview } from "./account";
import { AccountControlsPart } from "./account-controls";
import { AccountSide } from "./account-side";
import { ClassLimits } from "./class-limits";
import { LowerClass } from "./lower-class";
import { RecentTransactions } from "./recent-transactions";

/** While the payment core owes an answer the account is asked again this often, in milliseconds. */
const CORE_MS = 1_000;

/** What is being proposed beside the account: a restriction, or the release of one measure. */
type Proposing =
  | { readonly verb: "restrict" | "restrict-at-once" }
  | { readonly verb: "release"; readonly measureId: string }
  | null;

/** One account: what it may do, which measures make it so, and the way to propose another. */
export function AccountItem({ id }: { id: string }) {
  const t = useTranslations("accounts.page");
  const trpc = useTRPC();
  const can = useCan();
  const detail = useQuery(trpc.accounts.detail.queryOptions({ id }));
  const controls = useQuery({
    ...trpc.controls.account.queryOptions({ accountId: id }),
    enabled: can("controls.read"),
    refetchInterval: ({ state }) =>
      state.data?.measures.some((measure) => awaitsCore(measure.state)) ? CORE_MS : false,
  });
  const waits = detail.isPending || (can("controls.read") && controls.isPending);
  if (waits) return <ItemSkeleton />;
  if (!detail.data || controls.error) {
    const retry = () => void Promise.all([detail.refetch(), controls.refetch()]);
    return <QueryProblem what={t("failed")} error={detail.error ?? controls.error} onRetry={retry} />;
  }
  return <OpenAccount account={detail.data} controls={controls.data ?? null} />;
}

function OpenAccount({ account, controls }: { account: AccountDetail; controls: AccountControls | null }) {
  const t = useTranslations("accounts.page");
  const words = useTranslations("accounts");
  const labels = useTranslations("customers.labels");
  const now = useNow();
  const address = useSearchParams();
  const asked = address.get("release");
  const releasable =
    controls?.available.some(({ measureId, refusal }) => measureId === asked && refusal === null) === true;
  const verb = (["restrict", "restrict-at-once"] as const).find((one) => one === address.get("do"));
  const opens =
    verb && controls?.available.some(({ control, refusal }) => control === verb && refusal === null) === true;
  const [proposing, setProposing] = useState<Proposing>(
    asked && releasable ? { verb: "release", measureId: asked } : opens ? { verb } : null,
  );
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  useKey("back", () => setProposing(null), proposing !== null);
  const close = () => setProposing(null);
  const lifted =
    proposing?.verb === "release" ? controls?.measures.find(({ id }) => id === proposing.measureId) : undefined;
  const live = controls ? groupMeasures(controls).live : [];
  const level = words(`class.${String(account.accountClass) as "1"}`);
  return (
    <SplitItemLayout
      itemLabel={t("label", { number: account.number })}
      sideLabel={t("side")}
      sideWidth={proposing ? 384 : 324}
      header={
        <ItemHeader
          title={t("heading", { level })}
          state={
            account.status === "closed" ? (
              <StatusChip tone="none">{words("status.closed")}</StatusChip>
            ) : (
              <StatusChip tone={live.length > 0 ? "protect" : "done"}>
                {t(live.length > 0 ? "restricted" : "unrestricted")}
              </StatusChip>
            )
          }
          who={[
            <Link key="customer" href={`/customers/${account.customer.id}`}>
              {account.customer.name ? <Masked value={account.customer.name} /> : labels("unnamed")}
            </Link>,
            `${t("customerNumber")} ${account.customer.number}`,
          ]}
          number={account.number}
          nextStep={<NextStep account={account} controls={controls} />}
        />
      }
      side={
        proposing && controls && now ? (
          <PreviewSlot value={slot}>
            {lifted ? (
              <ProposeRelease key={lifted.id} controls={controls} measure={lifted} onClose={close} />
            ) : proposing.verb === "restrict-at-once" ? (
              <RestrictAtOnce controls={controls} now={now} onClose={close} />
            ) : (
              <ProposeRestriction controls={controls} now={now} onClose={close} />
            )}
          </PreviewSlot>
        ) : (
          <AccountSide account={account} />
        )
      }
      foot={proposing ? null : <AccountFoot account={account} controls={controls} onPropose={setProposing} />}
    >
      <PagePath steps={[words("title"), account.number]} />
      {proposing ? <div ref={setSlot} /> : null}
      {controls ? (
        <AccountControlsPart
          cards={cardNames(account)}
          proposing={proposing !== null}
          controls={controls}
          onRelease={(measureId) => setProposing({ verb: "release", measureId })}
        />
      ) : null}
      {account.status === "open" ? <ClassLimits account={account} /> : null}
      <RecentTransactions accountId={account.id} currency={account.currency} />
    </SplitItemLayout>
  );
}

/** What must happen next with the account. */
function NextStep({ account, controls }: { account: AccountDetail; controls: AccountControls | null }) {
  const t = useTranslations("accounts.page.next");
  const em = (chunks: ReactNode) => <em>{chunks}</em>;
  if (account.status === "closed") return t("closed");
  if (!controls) return null;
  const { live, waiting } = groupMeasures(controls);
  if (live.some((measure) => awaitsCore(measure.state))) return t.rich("core", { em });
  const undecided = waiting.length + live.filter(({ state }) => state === "release-proposed").length;
  if (undecided > 0) return t("pending", { count: undecided });
  return live.length > 0 ? t.rich("live", { em, count: live.length, review: nextReview(live) ?? "" }) : t("clear");
}

function AccountFoot(props: {
  account: AccountDetail;
  controls: AccountControls | null;
  onPropose(proposing: Proposing): void;
}) {
  const { account, controls } = props;
  const t = useTranslations("accounts.page.foot");
  const router = useRouter();
  const refusal = useRefusalText();
  const can = useCan();
  const [lowering, setLowering] = useState(false);
  const lowers = can("kyc.class.lower") && account.status === "open" && account.accountClass > 1;
  const restrict = controls?.available.find(({ control }) => control === "restrict");
  const urgent = controls?.available.find(({ control }) => control === "restrict-at-once");
  const blocked = restrict?.refusal ? refusal({ code: restrict.refusal }) : undefined;
  const actions: FootAction[] = [
    ...(restrict
      ? [
          {
            id: "restrict",
            label: t("restrict"),
            shortcut: "propose" as const,
            run: () => props.onPropose({ verb: "restrict" }),
            ...(blocked ? { blocked } : {}),
          },
        ]
      : []),
    ...(urgent && urgent.refusal === null
      ? [
          {
            id: "restrict-at-once",
            label: t("restrictAtOnce"),
            shortcut: "restrictAtOnce" as const,
            variant: "quiet" as const,
            run: () => props.onPropose({ verb: "restrict-at-once" }),
          },
        ]
      : []),
    ...(lowers ? [{ id: "lower", label: t("lower"), variant: "quiet" as const, run: () => setLowering(true) }] : []),
    {
      id: "customer",
      label: t("customer"),
      variant: "quiet",
      run: () => router.push(`/customers/${account.customer.id}`),
    },
  ];
  return (
    <>
      <ActionFoot actions={actions} note={blocked} />
      {lowering ? <LowerClass account={account} onClose={() => setLowering(false)} /> : null}
    </>
  );
}
