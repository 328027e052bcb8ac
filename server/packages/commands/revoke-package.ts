import { mayRevoke } from "@/domain/packages/decisions";
import { revokePackageInput } from "@/domain/packages/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { endPackage } from "../end";
import { loadPackage, PACKAGE } from "../store";

/** Takes a package back before its days are over: its key is destroyed at once. Refuses one that has ended or changed. */
export const revokePackage = command({
  name: "packages.package.revoke",
  permission: "packages.prepare",
  input: revokePackageInput,
  subject: ({ id }) => ({ type: PACKAGE, id }),
  async handle(scope, { id, version }) {
    const of = await loadPackage(scope, id, { lock: true });
    if (of.version !== version) return refuse("packages.package.stale");
    const may = mayRevoke(of);
    if (!may.ok) return may;
    const events = await endPackage(scope, of, { state: "revoked" });
    return committed({
      result: { id },
      audit: [
        { kind: "packages.package.revoke", subject: { type: PACKAGE, id }, data: { number: of.number, was: of.state } },
      ],
      events,
    });
  },
});
