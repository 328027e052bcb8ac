import "react";

declare module "react" {
  /** Custom properties may be set inline: sizes of panes are passed to the style sheet this way. */
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}
