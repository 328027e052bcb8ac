import { registerEvidenceSubject } from "@/server/evidence/public";
import { REPORT_SUBJECT } from "./protect";
import { findReport } from "./store";

/** Papers of a loss report are seen by whoever sees the report. */
registerEvidenceSubject({
  type: REPORT_SUBJECT,
  permission: "losses.read",
  async find(scope, id) {
    const report = await findReport(scope, id);
    return report && { customerId: report.customerId, clearance: "general" };
  },
});
