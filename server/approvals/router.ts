import { z } from "zod";
import { AppError } from "@/server/kernel/errors";
import { outsideProcedure, router } from "@/server/kernel/trpc";
