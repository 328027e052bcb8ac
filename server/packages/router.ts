import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { createCode } from "./commands/create-code";
import { preparePackageByHand } from "./commands/prepare-package";
import { revokePackage } from "./commands/revoke-package";
import { takePackage } from "./commands/take-package";
import "./doors";
import { packageDetailQuery, packagesList } from "./queries";

export const packagesRouter = router({
  list: queryProcedure(packagesList),
  detail: queryProcedure(packageDetailQuery),
  prepare: commandProcedure(preparePackageByHand),
  download: commandProcedure(takePackage),
  createCode: commandProcedure(createCode),
  revoke: commandProcedure(revokePackage),
});
