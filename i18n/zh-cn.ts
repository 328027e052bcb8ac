import accounts from "@/messages/zh-CN/accounts.json";
import approvals from "@/messages/zh-CN/approvals.json";
import audit from "@/messages/zh-CN/audit.json";
import clocks from "@/messages/zh-CN/clocks.json";
import closures from "@/messages/zh-CN/closures.json";
import common from "@/messages/zh-CN/common.json";
import completeness from "@/messages/zh-CN/completeness.json";
import connections from "@/messages/zh-CN/connections.json";
import consents from "@/messages/zh-CN/consents.json";
import controls from "@/messages/zh-CN/controls.json";
import corrections from "@/messages/zh-CN/corrections.json";
import customers from "@/messages/zh-CN/customers.json";
import duty from "@/messages/zh-CN/duty.json";
import evidence from "@/messages/zh-CN/evidence.json";
import frame from "@/messages/zh-CN/frame.json";
import identity from "@/messages/zh-CN/identity.json";
import incidents from "@/messages/zh-CN/incidents.json";
import ingestion from "@/messages/zh-CN/ingestion.json";
import kernel from "@/messages/zh-CN/kernel.json";
import kyc from "@/messages/zh-CN/kyc.json";
import ledger from "@/messages/zh-CN/ledger.json";
import letters from "@/messages/zh-CN/letters.json";
import limits from "@/messages/zh-CN/limits.json";
import losses from "@/messages/zh-CN/losses.json";
import notifications from "@/messages/zh-CN/notifications.json";
import objections from "@/messages/zh-CN/objections.json";
import operations from "@/messages/zh-CN/operations.json";
import orders from "@/messages/zh-CN/orders.json";
import overview from "@/messages/zh-CN/overview.json";
import packages from "@/messages/zh-CN/packages.json";
import people from "@/messages/zh-CN/people.json";
import privacy from "@/messages/zh-CN/privacy.json";
import processing from "@/messages/zh-CN/processing.json";
import reports from "@/messages/zh-CN/reports.json";
import retention from "@/messages/zh-CN/retention.json";
import reverification from "@/messages/zh-CN/reverification.json";
import rulebook from "@/messages/zh-CN/rulebook.json";
import screening from "@/messages/zh-CN/screening.json";
import sharing from "@/messages/zh-CN/sharing.json";
import worklist from "@/messages/zh-CN/worklist.json";
import { nest } from "./nest";

/** Every Simplified Chinese message: one line per file, the key is the file's name. */
export const zhCN = nest({
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
