import { expirePackageInput } from "@/domain/packages/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { endPackage } from "../end";
import { loadPackage, PACKAGE } from "../store";

/** Ends a package whose days are over: key destroyed now, bytes removed after. Refuses one in time, or ended. */
export const expirePackage = command({
  name: "packages.package.expire",
  permission: "packages.build",
  input: expirePackageInput,
  subject: ({ packageId }) => ({ type: PACKAGE, id: packageId }),
  async handle(scope, { packageId }) {
    const of = await loadPackage(scope, packageId, { lock: true });
    if (of.state !== "ready") return refuse("packages.package.gone", { params: { state: of.state } });
    if (of.openUntil === null || scope.now < of.openUntil) return refuse("packages.package.still-open");
    const events = await endPackage(scope, of, { state: "expired" });
    const data = { number: of.number, customer: of.customerId, downloads: of.downloads, sha256: of.sha256 };
    return committed({
      result: { packageId },
      audit: [{ kind: "packages.package.expire", subject: { type: PACKAGE, id: packageId }, data }],
      events,
    });
  },
});
