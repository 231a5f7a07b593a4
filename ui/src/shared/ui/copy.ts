/** What of a browser takes a copy. Pages that came without TLS have no clipboard. */
interface Taker {
  clipboard?: Clipboard;
}

/** Puts a text on the clipboard; false where the browser refuses it. */
export async function copy(text: string, { clipboard }: Taker = navigator): Promise<boolean> {
  if (clipboard === undefined) {
    return copyBySelection(text);
  }
  try {
    await clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  try {
    area.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the one way that there is without a clipboard
    return document.execCommand('copy');
  } finally {
    area.remove();
    if (focused instanceof HTMLElement) {
      focused.focus();
    }
  }
}
