"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Control, type UseFormRegister, useForm } from "react-hook-form";
import type { z } from "zod";
import { PagePath } from "@/components/frame/page-path";
import { ActionFoot } from "@/components/patterns/action-foot";
import { DateField } from "@/components/patterns/fields/date-field";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { NoPermission } from "@/components/patterns/states";
import { CustomerPicker, type Found } from "@/components/privacy/customer-picker";
import { PRIVACY_PATH } from "@/components/privacy/paths";
import { DESK_CHANNELS, registerForm, registerInput, timeOf } from "@/components/privacy/register-schema";
import { IconButton } from "@/components/ui/button";
import { useKey } from "@/components/ui/keys/key-provider";
import { PRIVACY_DOCUMENTS, REQUEST_TYPES, REQUESTER_KINDS } from "@/domain/privacy/model";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { useNow } from "@/lib/use-now";
import { AskedFields, askedOf, NOTHING_ASKED } from "./asked-fields";
import { TermAside } from "./term-aside";

type Draft = z.input<typeof registerForm>;

/** Entering a request at the desk, as of when it reached the house. */
export function RegisterForm({ customerId }: { customerId: string | null }) {
  const can = useCan();
  const now = useNow();
  const trpc = useTRPC();
  const known = useQuery({
    ...trpc.customers.detail.queryOptions({ id: customerId ?? "" }),
    enabled: customerId !== null,
  });
  if (!can("privacy.register")) return <NoPermission />;
  if (!now || (customerId !== null && known.isPending)) return <ItemSkeleton />;
  const { data } = known;
  const first: Found | null = data
    ? { id: data.id, number: data.number, kind: data.kind, name: data.name?.masked ?? null }
    : null;
  return <Fields now={now} first={first} />;
}

function Fields({ now, first }: { now: Instant; first: Found | null }) {
  const t = useTranslations("privacy.page.registerForm");
  const router = useRouter();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const register = useCommand(client.privacy.register.mutate);
  const [customer, setCustomer] = useState<Found | null>(first);
  const [missing, setMissing] = useState(false);
  const [asked, setAsked] = useState(NOTHING_ASKED);
  const {
    control,
    handleSubmit,
    watch,
    register: field,
  } = useForm({
    resolver: zodResolver(registerForm),
    defaultValues: {
      document: "payment-policy",
      channel: "phone",
      requester: "subject",
      personName: "",
      personContact: "",
      day: shanghaiDate(now),
      time: timeOf(now),
      words: "",
    } as unknown as Draft,
  });
  const draft = watch();
  const leave = () => router.push(first ? `/customers/${first.id}` : PRIVACY_PATH);
  useKey("back", leave, true, { words: () => t("close") });
  const submit = handleSubmit(
    async (given) => {
      if (!customer) return setMissing(true);
      const answer = await register.run(registerInput(given, customer.id, askedOf(given.type, asked)));
      if (answer?.ok) router.push(`${PRIVACY_PATH}/${answer.result.id}`);
    },
    () => setMissing(customer === null),
  );
  return (
    <SplitItemLayout
      itemLabel={t("title")}
      sideLabel={t("aside")}
      sideWidth={324}
      header={
        <ItemHeader
          title={t("title")}
          state={null}
          nextStep={t("next")}
          tools={<IconButton icon={X} label={t("close")} onClick={leave} />}
        />
      }
      side={<TermAside type={draft.type} document={draft.document} day={draft.day} today={shanghaiDate(now)} />}
      foot={
        <ActionFoot
          actions={[{ id: "register", label: t("verb"), shortcut: "finish", run: () => submit() }]}
          error={attempt(register)}
        />
      }
    >
      <PagePath steps={[t("title")]} />
      <form
        className="hg-register"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        aria-label={t("title")}
        noValidate
      >
        <SectionHead title={t("whose")} />
        <div className="hg-register-part">
          <CustomerPicker
            label={t("customer")}
            chosen={customer}
            onChoose={(one) => {
              setCustomer(one);
              setMissing(false);
            }}
            error={missing && !customer ? t("missing") : null}
          />
          <Requester control={control} field={field} alone={draft.requester === "subject"} />
        </div>
        <SectionHead title={t("what")} ruled />
        <What control={control} />
        <AskedFields type={draft.type} draft={asked} onChange={setAsked} />
        <SectionHead title={t("when")} ruled />
        <When control={control} field={field} today={shanghaiDate(now)} />
      </form>
    </SplitItemLayout>
  );
}

type Bound = { control: Control<Draft, unknown, z.output<typeof registerForm>>; field: UseFormRegister<Draft> };

function Requester({ control, field, alone }: Bound & { alone: boolean }) {
  const t = useTranslations("privacy.page.registerForm");
  const words = useTranslations("privacy.requesters");
  return (
    <>
      <SelectField
        control={control}
        name="requester"
        label={t("requester")}
        options={REQUESTER_KINDS.map((value) => ({ value, label: words(value) }))}
        required
      />
      {alone ? null : (
        <>
          <label className="hg-control">
            <span>{t("personName")}</span>
            <input className="hg-input" autoComplete="off" maxLength={100} {...field("personName")} />
          </label>
          <label className="hg-control">
            <span>{t("personContact")}</span>
            <input className="hg-input" autoComplete="off" maxLength={200} {...field("personContact")} />
          </label>
        </>
      )}
    </>
  );
}

function What({ control }: Pick<Bound, "control">) {
  const t = useTranslations("privacy.page.registerForm");
  const words = useTranslations("privacy");
  return (
    <div className="hg-register-part">
      <SelectField
        control={control}
        name="type"
        label={t("type")}
        options={REQUEST_TYPES.map((value) => ({ value, label: words(`types.${value}`) }))}
        required
      />
      <SelectField
        control={control}
        name="document"
        label={t("document")}
        options={PRIVACY_DOCUMENTS.map((value) => ({ value, label: words(`documents.${value}`) }))}
        required
      />
      <div className="hg-register-wide">
        <TextAreaField control={control} name="words" label={t("words")} rows={4} maxLength={4000} required />
      </div>
    </div>
  );
}

function When({ control, field, today }: Bound & { today: string }) {
  const t = useTranslations("privacy.page.registerForm");
  const words = useTranslations("privacy.channels");
  return (
    <div className="hg-register-part">
      <SelectField
        control={control}
        name="channel"
        label={t("channel")}
        options={DESK_CHANNELS.map((value) => ({ value, label: words(value) }))}
        required
      />
      <DateField control={control} name="day" label={t("received")} help={t("receivedHelp")} max={today} required />
      <label className="hg-control">
        <span>{t("time")}</span>
        <input className="hg-input" type="time" {...field("time")} />
      </label>
    </div>
  );
}
