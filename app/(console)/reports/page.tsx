import { redirect } from "next/navigation";

/** The capability's first page. */
export default function ReportsPage(): never {
  redirect("/reports/large-value");
}
