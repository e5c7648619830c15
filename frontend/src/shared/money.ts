// Money arrives as decimal strings of yuan and is never a float here: grouping is done on the text.

/** "1200000.00" -> "1,200,000"; fen are kept only when they are not zero. */
export function groupYuan(value: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value.trim());
  if (!match) return value;
  const [, sign, whole = "0", fraction = ""] = match;
  const grouped = whole.replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ",");
  const fen = fraction.padEnd(2, "0").slice(0, 2);
  return `${sign}${grouped}${fen === "00" ? "" : `.${fen}`}`;
}

/** "1200000.00" -> "120" and "385500" -> "38.55", in units of ten thousand, without rounding. */
export function tenThousands(value: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value.trim());
  if (!match) return value;
  const [, sign, whole = "0", fraction = ""] = match;
  const padded = whole.replace(/^0+(?=\d)/, "").padStart(5, "0");
  const head = padded.slice(0, -4);
  const tail = (padded.slice(-4) + fraction).replace(/0+$/, "");
  return `${sign}${head.replace(/\B(?=(\d{3})+$)/g, ",")}${tail ? `.${tail}` : ""}`;
}

/** True for a plain decimal of at most two places, as the server expects an amount. */
export const isYuan = (value: string) => /^\d{1,13}(\.\d{1,2})?$/.test(value.trim());
