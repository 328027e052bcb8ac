import accounts from "@/messages/en/accounts.json";
import approvals from "@/messages/en/approvals.json";
import audit from "@/messages/en/audit.json";
import clocks from "@/messages/en/clocks.json";
import closures from "@/messages/en/closures.json";
import common from "@/messages/en/common.json";
import completeness from "@/messages/en/completeness.json";
import connections from "@/messages/en/connections.json";
import consents from "@/messages/en/consents.json";
import controls from "@/messages/en/controls.json";
import corrections from "@/messages/en/corrections.json";
import customers from "@/messages/en/customers.json";
import duty from "@/messages/en/duty.json";
import evidence from "@/messages/en/evidence.json";
import frame from "@/messages/en/frame.json";
import identity from "@/messages/en/identity.json";
import incidents from "@/messages/en/incidents.json";
import ingestion from "@/messages/en/ingestion.json";
import kernel from "@/messages/en/kernel.json";
import kyc from "@/messages/en/kyc.json";
import ledger from "@/messages/en/ledger.json";
import letters from "@/messages/en/letters.json";
import limits from "@/messages/en/limits.json";
import losses from "@/messages/en/losses.json";
import notifications from "@/messages/en/notifications.json";
import objections from "@/messages/en/objections.json";
import operations from "@/messages/en/operations.json";
import orders from "@/messages/en/orders.json";
import overview from "@/messages/en/overview.json";
import packages from "@/messages/en/packages.json";
import people from "@/messages/en/people.json";
import privacy from "@/messages/en/privacy.json";
import processing from "@/messages/en/processing.json";
import reports from "@/messages/en/reports.json";
import retention from "@/messages/en/retention.json";
import reverification from "@/messages/en/reverification.json";
import rulebook from "@/messages/en/rulebook.json";
import screening from "@/messages/en/screening.json";
import sharing from "@/messages/en/sharing.json";
import worklist from "@/messages/en/worklist.json";
import { nest } from "./nest";

/** Every English message: one line per file, the key is the file's name. */
export const en = nest({
  accounts,
  consents,
  customers,
  approvals,
  audit,
  clocks,
  closures,
  common,
  completeness,
  connections,
  controls,
  corrections,
  evidence,
  frame,
  identity,
  incidents,
  duty,
  ingestion,
  kernel,
  kyc,
  ledger,
  letters,
  limits,
  losses,
  notifications,
  objections,
  privacy,
  operations,
  orders,
  overview,
  packages,
  people,
  processing,
  reports,
  retention,
  reverification,
  rulebook,
  screening,
  sharing,
  worklist,
});
