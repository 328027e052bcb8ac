import { SheetSkeleton } from "./_components/sheet-skeleton";

export default function Loading() {
  return <SheetSkeleton />;
}
