import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "@/server/root";
import { signInAddress } from "../sign-in-address";

let leaving = false;

function leave(): void {
  if (leaving || typeof window === "undefined") return;
  leaving = true;
  const { pathname, search } = window.location;
  window.location.assign(signInAddress({ reason: "expired", to: pathname + search }));
}

/** Leads to the sign-in page as soon as the server says that the session has ended, and back afterwards. */
export const sessionLink: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (value) => observer.next(value),
        error: (error) => {
          if (error.data?.code === "UNAUTHORIZED") leave();
          observer.error(error);
        },
        complete: () => observer.complete(),
      }),
    );
