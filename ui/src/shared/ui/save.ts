/** Hands a text over as a file. */
export function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name.toLowerCase().replaceAll(' ', '-');
  link.click();
  URL.revokeObjectURL(address);
}
