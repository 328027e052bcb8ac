import { env } from "@/env";
import { log } from "@/server/kernel/logger";
import { runtime } from "@/server/kernel/runtime";
import { createGateway } from "@/server/limits/gateway-app";

async function main(): Promise<void> {
  const { GATEWAY_HOST, GATEWAY_PORT, GATEWAY_SECRET } = env();
  if (GATEWAY_SECRET === "") throw new Error("environment: GATEWAY_SECRET missing or malformed");
  const own = await runtime({ pipelined: true });
  const app = createGateway(own, GATEWAY_SECRET);
  const stop = new AbortController();
  const end = async () => {
    if (stop.signal.aborted) return;
    stop.abort();
    await app.close();
    await own.pool.end();
    log("info", "gateway", { outcome: "stopped" });
    process.exit(0);
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  await app.listen({ host: GATEWAY_HOST, port: GATEWAY_PORT });
  const address = app.server.address();
  const port = typeof address === "object" && address ? address.port : GATEWAY_PORT;
  // Always said, whatever is logged: who starts it on port 0 reads here where it is.
  process.stdout.write(`${JSON.stringify({ process: "gateway", event: "listening", port })}\n`);
}

await main();
