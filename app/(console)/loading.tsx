import { ItemSkeleton } from "@/components/patterns/skeleton";

export default function Loading() {
  return <ItemSkeleton />;
}
