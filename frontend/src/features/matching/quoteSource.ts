// Where does a quote come from? The key of its name in the catalogue.

/** Fields of a solution's form that have names of their own. */
export const FORM_FIELDS = ["deployments", "filings", "delivery"];

/** Sources are `title`, `text`, `capability:<id>`, `case:<id>` and `form:<field>`. */
export function sourceKey(source: string): string {
  const [kind = "", of = ""] = source.split(":");
  if (kind !== "form") return `source.${kind}`;
  return `formSource.${FORM_FIELDS.includes(of) ? of : "other"}`;
}
