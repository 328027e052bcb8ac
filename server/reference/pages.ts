import "@/server/all";
import { dataPage } from "./data";
import type { ReferencePage } from "./page";
import { permissionsPage } from "./permissions";
import { securityMatrixPage } from "./security-matrix";
import { subjectPackagePage } from "./subject-package";
import { topicsPage } from "./topics";
import { auditWordsPage, refusalsPage } from "./words";

/** Every generated page of docs/reference, from the code as loaded. Needs no database. */
export async function referencePages(): Promise<readonly ReferencePage[]> {
  return [
    auditWordsPage(),
    dataPage(),
    permissionsPage(),
    refusalsPage(),
    securityMatrixPage(),
    subjectPackagePage(),
    await topicsPage(),
  ];
}
