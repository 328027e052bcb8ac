import Link from "next/link";

/** Views of one list as links, each with its count in words ("12", "10,000+"). */
export function TabLinks(props: {
  label: string;
  tabs: readonly {
    id: string;
    label: string;
    href: string;
    count?: string;
    /** How many of them are late, shown before the count; with it, what the figures mean aloud. */
    late?: string;
    spoken?: string;
  }[];
  current: string;
}) {
  return (
    <nav className="hg-tabs" aria-label={props.label}>
      {props.tabs.map((tab) => (
        <Link key={tab.id} href={tab.href} aria-current={tab.id === props.current ? "page" : undefined}>
          {tab.label}
          {tab.late === undefined ? null : (
            <small className="hg-late" aria-hidden="true">
              {tab.late}
            </small>
          )}
          {tab.count === undefined ? null : <small aria-hidden={tab.spoken ? true : undefined}>{tab.count}</small>}
          {tab.spoken ? <span className="hg-sr">{tab.spoken}</span> : null}
        </Link>
      ))}
    </nav>
  );
}
