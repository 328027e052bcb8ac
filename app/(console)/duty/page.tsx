import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentPerson, Hydrate, houseDay, prefetch, trpc } from "@/lib/trpc/server";
import { DutyScreen } from "./_components/duty-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("duty.desk");
  return { title: t("title") };
}

export default async function DutyPage() {
  const person = await currentPerson();
  const today = await houseDay();
  const may = (permission: string) => person?.permissions.includes(permission) === true;
  await prefetch(
    trpc.duty.staff.queryOptions({}),
    trpc.duty.myAbsences.queryOptions({}),
    trpc.people.myDelegations.queryOptions({}),
    ...(may("duty.read") ? [trpc.duty.now.queryOptions({}), trpc.duty.week.queryOptions({ on: today })] : []),
    ...(may("duty.manage") ? [trpc.duty.absences.queryOptions({})] : []),
    ...(may("approvals.read") ? [trpc.people.proposals.queryOptions({})] : []),
  );
  return (
    <Hydrate>
      <DutyScreen today={today} />
    </Hydrate>
  );
}
