import { queryProcedure, router } from "@/server/kernel/trpc";
import { transactionsList } from "./queries";

export const ledgerRouter = router({ transactionsList: queryProcedure(transactionsList) });
