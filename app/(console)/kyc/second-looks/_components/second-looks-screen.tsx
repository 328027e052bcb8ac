"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { KycHead } from "@/components/kyc/kyc-tabs";
import { KYC_PATH, secondLooksInput } from "@/components/kyc/paths";
import { CustomerName } from "@/components/ledger/customer-name";
import type { Column } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips, filterKeys } from "@/components/patterns/data-table/filter-bar";
import { InsteadOfRows } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { ListRows } from "@/components/patterns/data-table/list-rows";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { PageLayout } from "@/components/patterns/layouts";
import { EmptyState, NoPermission } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { VERDICTS } from "@/domain/kyc/inputs";
import { secondLooksList } from "@/domain/kyc/outputs";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { listAddress } from "@/lib/list-input";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { useListQuery } from "@/lib/use-list-query";

type Row = RouterOutputs["kyc"]["secondLook"]["list"]["rows"][number];
const VERDICT_TONE = { agree: "done", disagree: "late" } as const;

/** The second looks: those open first by filter, each opening its submission at the bench. */
export function SecondLooksScreen() {
  const can = useCan();
  return can("kyc.second-look") ? <SecondLooks /> : <NoPermission />;
}

function SecondLooks() {
  const t = useTranslations("kyc.page.secondLook");
  const client = useTRPCClient();
  const router = useRouter();
  const fields = useFields();
  const url = useListUrl({
    sortable: secondLooksList.sorts,
    defaultSort: { column: secondLooksList.defaultSort, direction: secondLooksList.defaultOrder },
    filterKeys: filterKeys(fields),
  });
  const input = secondLooksInput(listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: secondLooksList.name,
    input,
    fetchPage: (cursor) => client.kyc.secondLook.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const columns = useColumns();
  const chips = filterChips(fields, url.filters);
  const instead = (
    <InsteadOfRows
      list={list}
      url={url}
      what={t("failed")}
      chips={chips}
      empty={<EmptyState title={t("emptyTitle")} text={t("emptyText")} />}
    />
  );
  return (
    <PageLayout
      label={t("list")}
      header={
        <>
          <KycHead current="second-looks">
            <TakeNext />
          </KycHead>
          <FilterBar url={url} fields={fields} />
        </>
      }
      foot={<ListFoot shown={list.rows.length} total={list.total} />}
    >
      <ListRows
        label={t("list")}
        columns={columns}
        list={list}
        rowKey={(row) => row.submissionId}
        rowLabel={(row) => row.number}
        onOpen={(row) => router.push(`${KYC_PATH}/${row.submissionId}`)}
        url={url}
        instead={instead}
      />
    </PageLayout>
  );
}

function useFields(): readonly FilterField[] {
  const t = useTranslations("kyc.page.secondLook");
  return [
    {
      kind: "enum",
      key: "verdict",
      label: t("verdict"),
      options: (["open", ...VERDICTS] as const).map((value) => ({ value, label: t(`verdicts.${value}`) })),
    },
    { kind: "date-range", key: "drawn", label: t("drawn") },
    { kind: "text", key: "number", label: t("number") },
  ];
}

function useColumns(): readonly Column<Row>[] {
  const t = useTranslations("kyc.page.secondLook");
  const reasons = useTranslations("kyc.reasons");
  const format = useFormat();
  const say = useBilingual();
  return [
    {
      id: "verdict",
      header: t("verdict"),
      cell: (row) => (
        <StatusMark tone={row.verdict ? VERDICT_TONE[row.verdict] : "wait"}>
          {t(`verdicts.${row.verdict ?? "open"}`)}
        </StatusMark>
      ),
    },
    { id: "number", header: t("number"), cell: (row) => <span className="hg-mono hg-small">{row.number}</span> },
    { id: "customer", header: t("customer"), cell: (row) => <CustomerName customer={row.customer} /> },
    { id: "first", header: t("first"), cell: (row) => (row.firstBy ? say(row.firstBy) : "–") },
    { id: "looked", header: t("looked"), cell: (row) => (row.lookedBy ? say(row.lookedBy) : "–") },
    { id: "reason", header: t("reason"), cell: (row) => (row.reason ? reasons(row.reason) : "–") },
    {
      id: "drawnAt",
      header: t("drawn"),
      sortable: true,
      cell: (row) => <span className="whitespace-nowrap">{format.dateTime(row.drawnAt as Instant)}</span>,
    },
  ];
}

/** Takes the next second look and opens it, for who may look. */
function TakeNext() {
  const t = useTranslations("kyc.page");
  const can = useCan();
  const client = useTRPCClient();
  const router = useRouter();
  const attempt = useAttemptText();
  const take = useCommand(client.worklist.takeNext.mutate);
  if (!can("kyc.second-look") || !can("worklist.work")) return null;
  const run = async () => {
    const answer = await take.run({ kind: "kyc-second-look" });
    if (answer?.ok) router.push(`${KYC_PATH}/${answer.result.subjectId}`);
  };
  const problem = attempt(take);
  return (
    <>
      {problem ? (
        <span className="hg-small hg-wait" role="alert">
          {problem}
        </span>
      ) : null}
      <Button small variant="primary" shortcut="take" busy={take.pending} onClick={() => void run()}>
        {t("takeNext")}
      </Button>
    </>
  );
}
