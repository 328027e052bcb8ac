import { runtime } from "@/server/kernel/runtime";
import { createGateway } from "@/server/limits/gateway-app";

/** The gateway as it is, and beside it on the same server a handler that does one insert and its commit. */
const own = await runtime({ pipelined: true });
const app = createGateway(own, process.env.GATEWAY_SECRET ?? "");
app.post("/baseline", async (request) => {
  const body = JSON.parse(String(request.body)) as { requestId: string };
  await own.pool.query({
    name: "baseline",
    text: "insert into bench_baseline (id, body) values ($1, $2::jsonb)",
    values: [body.requestId, request.body],
  });
  return { answer: "allow", requestId: body.requestId };
});
await app.listen({ host: "127.0.0.1", port: 0 });
const address = app.server.address();
process.stdout.write(
  `${JSON.stringify({ event: "listening", port: typeof address === "object" ? address?.port : 0 })}\n`,
);
process.on("message", (asked) => {
  if (asked === "memory") process.send?.({ rssMB: process.memoryUsage().rss / 1_048_576 });
});
