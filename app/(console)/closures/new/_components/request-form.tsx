"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { type ClosingDoor, kindsOpen, subjectFor } from "@/components/closures/closure";
import { CLOSURES_PATH } from "@/components/closures/paths";
import { useLook } from "@/components/closures/use-look";
import { PagePath } from "@/components/frame/page-path";
import { CustomerName } from "@/components/ledger/customer-name";
import { ActionFoot } from "@/components/patterns/action-foot";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { ItemHeader } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { EmptyState, NoPermission } from "@/components/patterns/states";
import { ButtonLink, IconButton } from "@/components/ui/button";
import { useKey } from "@/components/ui/keys/key-provider";
import { CLOSURE_REASON_NAMES, CLOSURE_REASONS } from "@/domain/closures/codes";
import { CLOSURE_KINDS, type ClosureKind, IDENTITY_WAYS } from "@/domain/closures/model";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { LookPanel } from "./look-panel";
import { TellRemaining } from "./tell-remaining";

const form = z.object({
  kind: z.enum(CLOSURE_KINDS, "required"),
  reason: z.enum(CLOSURE_REASON_NAMES, "required"),
  identity: z.enum(IDENTITY_WAYS).optional(),
  note: z.string().trim().min(1, "required").max(2000, "tooLong"),
});

/** Asking for an account to be closed: the way and the reason, and what remains, looked at live. */
export function RequestForm({ accountId, kind }: { accountId: string; kind: ClosureKind | null }) {
  const t = useTranslations("closures.page.request");
  const can = useCan();
  const trpc = useTRPC();
  const query = useQuery(trpc.closures.account.queryOptions({ accountId }));
  if (!can("closures.request")) return <NoPermission />;
  return (
    <Loaded query={query} what={t("failed")} skeleton={<ItemSkeleton />}>
      {(door) => (door.status === "open" && !door.underWay ? <Fields door={door} kind={kind} /> : <Shut door={door} />)}
    </Loaded>
  );
}

/** The account the form is about, the same head whatever can be done. */
function Head({ door, next }: { door: ClosingDoor; next?: string }) {
  const t = useTranslations("closures.page.request");
  const item = useTranslations("closures.page.item");
  const router = useRouter();
  const leave = () => router.push(`/accounts/${door.id}`);
  useKey("back", leave, true, { words: () => item("close") });
  return (
    <>
      <PagePath steps={[door.number]} />
      <ItemHeader
        title={t("title")}
        state={null}
        who={[
          <CustomerName key="customer" customer={door.customer} />,
          <Link key="account" href={`/accounts/${door.id}`}>
            {t("account", { number: door.number })}
          </Link>,
        ]}
        {...(next ? { nextStep: next } : {})}
        tools={<IconButton icon={X} label={item("close")} onClick={leave} />}
      />
    </>
  );
}

/** Why there is nothing to ask: it is closed, or its closing is under way. */
function Shut({ door }: { door: ClosingDoor }) {
  const t = useTranslations("closures.page.request");
  return (
    <SplitItemLayout itemLabel={t("title")} header={<Head door={door} />}>
      {door.underWay ? (
        <EmptyState
          title={door.underWay.number}
          text={t("underWay", { number: door.underWay.number })}
          action={
            <ButtonLink small variant="primary" href={`${CLOSURES_PATH}/${door.underWay.id}`}>
              {t("openUnderWay")}
            </ButtonLink>
          }
        />
      ) : (
        <EmptyState title={door.number} text={t("closed")} />
      )}
    </SplitItemLayout>
  );
}

function Fields({ door, kind: chosen }: { door: ClosingDoor; kind: ClosureKind | null }) {
  const t = useTranslations("closures.page.request");
  const words = useTranslations("closures");
  const router = useRouter();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const request = useCommand(client.closures.request.mutate);
  const kinds = kindsOpen(door);
  const { control, handleSubmit, watch } = useForm({
    resolver: zodResolver(form),
    defaultValues: { kind: chosen && kinds.includes(chosen) ? chosen : "by-customer", note: "" } as z.input<
      typeof form
    >,
  });
  const { kind, identity } = watch();
  const subjectId = subjectFor(kind, door);
  const looking = useLook({ accountId: door.id, kind, subjectId });
  const asked = kind === "by-customer" || kind === "after-loss";
  const ready = looking.look !== null && looking.look.token !== null && looking.look.remaining.length === 0;
  const submit = handleSubmit(async ({ identity, ...given }) => {
    const token = looking.look?.token;
    if (!token || !ready) return;
    const ask = { ...given, accountId: door.id, identity: asked ? (identity ?? null) : null, subjectId, token };
    const answer = await request.run(ask);
    if (answer?.ok) router.push(`${CLOSURES_PATH}/${answer.result.id}`);
    else looking.again();
  });
  const problem = attempt(request);
  const remains = looking.look?.remaining.length ?? 0;
  const next = ready ? t("nextReady") : remains > 0 ? t("nextRemains", { count: remains }) : t("nextLook");
  return (
    <SplitItemLayout
      itemLabel={t("title")}
      sideLabel={t("remaining")}
      sideWidth={380}
      header={<Head door={door} next={next} />}
      side={
        <>
          <LookPanel looking={looking} />
          {kind === "by-customer" ? (
            <TellRemaining accountId={door.id} look={looking.look} identity={identity} />
          ) : null}
        </>
      }
      foot={
        <ActionFoot
          actions={[
            {
              id: "request",
              label: t("verb"),
              run: () => submit(),
              ...(ready ? {} : { blocked: next }),
            },
          ]}
          error={problem}
        />
      }
    >
      <form
        className="hg-form hg-measure px-(--gutter) pt-3"
        onSubmit={(event) => event.preventDefault()}
        aria-label={t("title")}
        noValidate
      >
        <SelectField
          control={control}
          name="kind"
          label={t("kind")}
          options={kinds.map((value) => ({ value, label: words(`kinds.${value}`) }))}
          required
        />
        {kind === "reclaim" ? <p className="hg-hint">{t("candidate")}</p> : null}
        <SelectField
          control={control}
          name="reason"
          label={t("reason")}
          options={CLOSURE_REASON_NAMES.filter((value) => CLOSURE_REASONS[value].kind === kind).map((value) => ({
            value,
            label: words(`reasons.${value}`),
          }))}
          required
        />
        {asked ? (
          <SelectField
            control={control}
            name="identity"
            label={t("identity")}
            options={IDENTITY_WAYS.map((value) => ({ value, label: words(`identity.${value}`) }))}
            required
          />
        ) : null}
        <TextAreaField control={control} name="note" label={t("note")} help={t("noteHelp")} maxLength={2000} required />
      </form>
    </SplitItemLayout>
  );
}
