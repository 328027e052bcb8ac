import {
  ArrowLeftRight,
  Banknote,
  BookOpen,
  FileInput,
  Inbox,
  LayoutList,
  type LucideIcon,
  ScrollText,
  Shield,
  Stamp,
  UserRound,
  UsersRound,
} from "lucide-react";

export type NavGroup = "work" | "customers" | "control" | "aml" | "basis" | "system";

/** A line of the rail. Words are in messages under `frame.nav.<id>`. */
export type NavEntry = {
  readonly id:
    | "overview"
    | "worklist"
    | "approvals"
    | "customers"
    | "ledger"
    | "controls"
    | "reports"
    | "ingestion"
    | "rulebook"
    | "audit"
    | "identity";
  readonly href: `/${string}`;
  readonly icon: LucideIcon;
  /** Shown only to those who hold this permission. */
  readonly permission: string;
  readonly group: NavGroup;
  /** Under which key the frame's counts are looked up; without it the line carries none. */
  readonly count?: string;
};

/** The rail, as data, in the order of the day's work. */
export const NAVIGATION: readonly NavEntry[] = [
  { id: "overview", href: "/overview", icon: LayoutList, permission: "overview.read", group: "work" },
  { id: "worklist", href: "/worklist", icon: Inbox, permission: "worklist.read", group: "work", count: "worklist" },
  { id: "approvals", href: "/approvals", icon: Stamp, permission: "approvals.read", group: "work", count: "approvals" },
  { id: "customers", href: "/customers", icon: UserRound, permission: "customers.read", group: "customers" },
  { id: "ledger", href: "/ledger", icon: ArrowLeftRight, permission: "ledger.read", group: "customers" },
  { id: "controls", href: "/controls", icon: Shield, permission: "controls.read", group: "control", count: "controls" },
  {
    id: "reports",
    href: "/reports/large-value",
    icon: Banknote,
    permission: "reports.large-value.read",
    group: "aml",
    count: "reports",
  },
  { id: "rulebook", href: "/rulebook", icon: BookOpen, permission: "rulebook.read", group: "basis" },
  { id: "audit", href: "/audit", icon: ScrollText, permission: "audit.read", group: "basis" },
  {
    id: "ingestion",
    href: "/ingestion",
    icon: FileInput,
    permission: "ingestion.read",
    group: "system",
    count: "ingestion",
  },
  { id: "identity", href: "/identity/people", icon: UsersRound, permission: "identity.people.read", group: "system" },
];

/** Open work and how much of it is late. */
export type NavCount = { readonly open: number; readonly late: number };

/** The lines a person may use, by group; groups without a line are left out, so that nothing tells of what is hidden. */
export function visibleNavigation(
  permissions: ReadonlySet<string>,
): readonly { group: NavGroup; entries: readonly NavEntry[] }[] {
  const groups = new Map<NavGroup, NavEntry[]>();
  for (const entry of NAVIGATION) {
    if (!permissions.has(entry.permission)) continue;
    const list = groups.get(entry.group);
    if (list) list.push(entry);
    else groups.set(entry.group, [entry]);
  }
  return [...groups].map(([group, entries]) => ({ group, entries }));
}

/** The line a path belongs to: its own page or any page below it. */
export function currentEntry(pathname: string): NavEntry | undefined {
  return NAVIGATION.find((entry) => pathname === entry.href || pathname.startsWith(`${entry.href}/`));
}
