import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { createEndpoint } from "./commands/create-endpoint";
import { createKey } from "./commands/create-key";
import { deleteEndpoint } from "./commands/delete-endpoint";
import { disableEndpoint } from "./commands/disable-endpoint";
import { enableEndpoint } from "./commands/enable-endpoint";
import { replayDeliveries } from "./commands/replay-deliveries";
import { revokeKey } from "./commands/revoke-key";
import { rotateEndpoint } from "./commands/rotate-endpoint";
import { rotateKey } from "./commands/rotate-key";
import { testEndpoint } from "./commands/test-endpoint";
import { doorsQuery } from "./doors";
import { deliveriesQuery, deliveryQuery, endpointsQuery, keysQuery } from "./queries";

export const connectionsRouter = router({
  doors: queryProcedure(doorsQuery),
  keys: queryProcedure(keysQuery),
  createKey: commandProcedure(createKey),
  rotateKey: commandProcedure(rotateKey),
  revokeKey: commandProcedure(revokeKey),
  endpoints: queryProcedure(endpointsQuery),
  createEndpoint: commandProcedure(createEndpoint),
  rotateEndpoint: commandProcedure(rotateEndpoint),
  enableEndpoint: commandProcedure(enableEndpoint),
  disableEndpoint: commandProcedure(disableEndpoint),
  deleteEndpoint: commandProcedure(deleteEndpoint),
  testEndpoint: commandProcedure(testEndpoint),
  deliveriesList: queryProcedure(deliveriesQuery),
  delivery: queryProcedure(deliveryQuery),
  replayDeliveries: commandProcedure(replayDeliveries),
});
