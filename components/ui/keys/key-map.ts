/** The groups of the sheet, in its order. */
export const KEY_GROUPS = ["move", "decide", "picture", "page"] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];

/** One binding: the physical key (`KeyboardEvent.code`), its modifiers and the cap printed beside its verb. */
export type Binding = {
  readonly code: string;
  readonly also?: readonly string[];
  readonly mod?: boolean;
  readonly shift?: boolean;
  readonly cap: string;
  readonly group: KeyGroup;
};

/**
 * The one key map of the console: a letter means one thing everywhere. Keys are physical, so that a Chinese input
 * method does not swallow them. Words are in messages under `frame.keys`.
 */
export const KEY_MAP = {
  down: { code: "KeyJ", also: ["ArrowDown"], cap: "J", group: "move" },
  up: { code: "KeyK", also: ["ArrowUp"], cap: "K", group: "move" },
  open: { code: "Enter", also: ["NumpadEnter"], cap: "↵", group: "move" },
  select: { code: "Space", cap: "␣", group: "move" },
  next: { code: "KeyN", cap: "N", group: "move" },
  approve: { code: "KeyA", cap: "A", group: "decide" },
  return: { code: "KeyB", cap: "B", group: "decide" },
  reject: { code: "KeyR", cap: "R", group: "decide" },
  ask: { code: "KeyS", cap: "S", group: "decide" },
  propose: { code: "KeyP", cap: "P", group: "decide" },
  restrictAtOnce: { code: "KeyP", shift: true, cap: "⇧ P", group: "decide" },
  lift: { code: "KeyL", cap: "L", group: "decide" },
  finish: { code: "KeyF", cap: "F", group: "decide" },
  exempt: { code: "KeyM", cap: "M", group: "decide" },
  escalate: { code: "KeyE", cap: "E", group: "decide" },
  withdraw: { code: "KeyW", cap: "W", group: "decide" },
  reportLoss: { code: "KeyQ", cap: "Q", group: "decide" },
  take: { code: "KeyT", cap: "T", group: "decide" },
  assign: { code: "KeyI", cap: "I", group: "decide" },
  handBack: { code: "KeyH", cap: "H", group: "decide" },
  snooze: { code: "KeyZ", cap: "Z", group: "decide" },
  suspend: { code: "KeyU", cap: "U", group: "decide" },
  promise: { code: "KeyY", cap: "Y", group: "decide" },
  compare: { code: "KeyD", cap: "D", group: "decide" },
  refresh: { code: "KeyG", cap: "G", group: "decide" },
  acceptDocument: { code: "Digit1", also: ["Numpad1"], cap: "1", group: "decide" },
  askDocument: { code: "Digit2", also: ["Numpad2"], cap: "2", group: "decide" },
  rejectDocument: { code: "Digit3", also: ["Numpad3"], cap: "3", group: "decide" },
  submit: { code: "Enter", mod: true, cap: "Ctrl ↵", group: "decide" },
  nextPicture: { code: "BracketRight", cap: "]", group: "picture" },
  previousPicture: { code: "BracketLeft", cap: "[", group: "picture" },
  beside: { code: "KeyV", cap: "V", group: "picture" },
  turn: { code: "KeyO", cap: "O", group: "picture" },
  zoomIn: { code: "Equal", also: ["NumpadAdd"], cap: "+", group: "picture" },
  zoomOut: { code: "Minus", also: ["NumpadSubtract"], cap: "−", group: "picture" },
  fit: { code: "Digit0", also: ["Numpad0"], cap: "0", group: "picture" },
  palette: { code: "KeyK", mod: true, cap: "Ctrl K", group: "page" },
  filter: { code: "Slash", cap: "/", group: "page" },
  comment: { code: "KeyC", cap: "C", group: "page" },
  export: { code: "KeyX", cap: "X", group: "page" },
  print: { code: "KeyP", mod: true, cap: "Ctrl P", group: "page" },
  back: { code: "Escape", cap: "Esc", group: "page" },
  sheet: { code: "Slash", shift: true, cap: "?", group: "page" },
} as const satisfies Record<string, Binding>;

export type ActionKey = keyof typeof KEY_MAP;

/** The parts of a key press that decide what it means. */
export type Press = {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
};

/** What a press means, or undefined. Alt never takes part: it belongs to the browser and the reader's own tools. */
export function actionOf(press: Press): ActionKey | undefined {
  if (press.altKey) return undefined;
  const mod = press.ctrlKey || press.metaKey;
  for (const [id, binding] of Object.entries(KEY_MAP) as [ActionKey, Binding][]) {
    const matches = binding.code === press.code || binding.also?.includes(press.code) === true;
    if (matches && mod === (binding.mod ?? false) && press.shiftKey === (binding.shift ?? false)) return id;
  }
  return undefined;
}
