import { redirect } from "next/navigation";
import { currentPerson } from "@/lib/trpc/server";

/** Leads each person to where their day starts. */
export default async function Home(): Promise<never> {
  const person = await currentPerson();
  if (!person) redirect("/sign-in");
  if (person.permissions.includes("overview.read")) redirect("/overview");
  if (person.permissions.includes("people.manage")) redirect("/people");
  redirect("/identity/account");
}
