// Why does it stand here? Codes and values become sentences in the reader's language.
import { CheckCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { useTerms } from "@/api/taxonomies";
import type { MatchReason, TaxonomyName } from "@/api/types";

const VALUE_LISTS: Record<string, TaxonomyName> = {
  direction: "directions",
  industry: "industries",
  technology: "technologies",
  level: "levels",
};
const AGAINST = new Set([
  "gap_essential",
  "contradicts_essential",
  "late",
  "partly_within_budget",
  "seldom_answers",
  "states_limit",
]);

export function Reasons({
  reasons,
  requirementNumber,
}: {
  reasons: MatchReason[];
  requirementNumber?: (id: string) => number | string;
}) {
  const { t, i18n } = useTranslation("matching");
  const terms = useTerms();
  const sentence = (reason: MatchReason) => {
    const values: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(reason.values ?? {})) {
      const list = VALUE_LISTS[name];
      if (list)
        values[name] = terms.labels(list, String(value).split(",")).join(t("common:form.comma"));
      else if (name === "requirement" && requirementNumber)
        values[name] = requirementNumber(String(value));
      else values[name] = String(value);
    }
    const key = `reason.${reason.code}`;
    return i18n.exists(key, { ns: "matching" }) ? t(key, values) : reason.code;
  };
  return (
    <ul className="reasons">
      {reasons.map((reason) => {
        const against = AGAINST.has(reason.code);
        const text = sentence(reason);
        return (
          <li key={text} className={against ? "against" : "for"}>
            {against ? <ExclamationCircleFilled /> : <CheckCircleFilled />} {text}
          </li>
        );
      })}
    </ul>
  );
}

/** What the score is made of, each part from 0 to 1. */
export function Components({ components }: { components: { name: string; value: number }[] }) {
  const { t } = useTranslation("matching");
  return (
    <div className="bars">
      {components.map(({ name, value }) => (
        <Bar key={name} label={t(`component.${name}`, { defaultValue: name })} value={value} />
      ))}
    </div>
  );
}

function Bar({ label, value }: { label: string; value: number }) {
  return (
    <>
      <span>{label}</span>
      <span className="bar">
        <i style={{ width: `${Math.round(Math.min(1, Math.max(0, value)) * 100)}%` }} />
      </span>
      <span className="num">{value.toFixed(2)}</span>
    </>
  );
}
