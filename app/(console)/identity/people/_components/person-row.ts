export type PersonRow = {
  readonly id: string;
  readonly email: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly disabled: boolean;
  readonly totpEnrolled: boolean;
  readonly roles: readonly string[];
  readonly sessions: readonly { readonly id: string; readonly lastSeenAt: string; readonly device: string }[];
};
