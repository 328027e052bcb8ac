import type { z } from "zod";
import type { overviewSummary } from "@/domain/overview/schema";

export type Summary = z.output<typeof overviewSummary>;
