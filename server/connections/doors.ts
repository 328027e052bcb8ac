import { z } from "zod";
import { API_SCOPES } from "@/domain/connections/scopes";
import { query } from "@/server/kernel/query";
import { ROUTES } from "./routes";

/** The doors of /api/v1, for the page that describes them. */
export const doorsQuery = query({
  name: "connections.doors.list",
  permission: "connections.read",
  clearance: "general",
  input: z.object({}),
  output: z.array(z.object({ method: z.string(), path: z.string(), scope: z.enum(API_SCOPES) })),
  resolve: async () => ROUTES.map(({ method, path, scope }) => ({ method, path: `/api/v1${path}`, scope })),
});
