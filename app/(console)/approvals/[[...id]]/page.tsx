import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { APPROVAL_VIEWS } from "@/components/approvals/approval";
import { APPROVALS_LIST, APPROVALS_PATH, approvalIdOf, groupInput } from "@/components/approvals/paths";
import { listKey } from "@/lib/list-input";
import { prefetchList } from "@/lib/trpc/prefetch-list";
import { Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { ApprovalsScreen } from "./_components/approvals-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approvals.page"))("title") };
}

/** The second pair of eyes: proposals in groups; `/approvals/<id>` shows one beside them. */
export default async function ApprovalsPage({ params }: { params: Promise<{ id?: string[] }> }) {
  const { id: path = [] } = await params;
  const id = approvalIdOf([APPROVALS_PATH, ...path].join("/"));
  if (path.length > 0 && !id) notFound();
  const item = id
    ? [
        trpc.approvals.detail.queryOptions({ approvalId: id, token: null }),
        trpc.controls.proposal.queryOptions({ approvalId: id, token: null }),
      ]
    : [];
  await Promise.all([
    prefetch(trpc.identity.me.queryOptions({}), ...item),
    ...APPROVAL_VIEWS.map((view) =>
      prefetchList(listKey(APPROVALS_LIST, groupInput(view)), (caller) => caller.approvals.list(groupInput(view))),
    ),
  ]);
  return (
    <Hydrate>
      <ApprovalsScreen />
    </Hydrate>
  );
}
