import type { RouterOutputs } from "@/lib/trpc/types";

export type CustomerDetail = RouterOutputs["customers"]["detail"];
export type CustomerRow = RouterOutputs["customers"]["list"]["rows"][number];
export type SealedField = NonNullable<CustomerDetail["name"]>;
export type CustomerHits = RouterOutputs["customers"]["search"];
