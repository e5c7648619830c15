// What is compared of a solution, fact by fact, in the words of the reader.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useTerms } from "@/api/taxonomies";
import type { ComparedSolution } from "@/api/types";
import { Tags, TierTag, useMoney } from "@/shared/ui";

export interface Fact {
  /** Names of the fields, as the server says which differ. */
  fields: string[];
  label: string;
  show: (solution: ComparedSolution) => ReactNode;
}

export function useFacts(): Fact[] {
  const { t } = useTranslation("supply");
  const terms = useTerms();
  const money = useMoney();
  const codes = (field: "industries" | "technologies" | "deployments" | "levels"): Fact => ({
    fields: [field],
    label: t(field),
    show: ({ content }) => <Tags labels={terms.labels(field, content[field])} />,
  });
  return [
    { fields: ["summary"], label: t("summary"), show: ({ content }) => content.summary },
    {
      fields: ["organisation"],
      label: t("vendor"),
      show: ({ organisation }) => organisation?.name ?? "—",
    },
    { fields: ["tier"], label: t("tier"), show: ({ tier }) => <TierTag tier={tier} /> },
    {
      fields: ["direction"],
      label: t("common:column.direction"),
      show: ({ content }) => terms.label("directions", content.direction),
    },
    {
      fields: ["price_low", "price_high"],
      label: t("price"),
      show: ({ content }) => (
        <span className="num">{money.range(content.price_low, content.price_high)}</span>
      ),
    },
    {
      fields: ["delivery_days"],
      label: t("deliveryDays"),
      show: ({ content }) =>
        content.delivery_days ? t("common:days", { count: content.delivery_days }) : "—",
    },
    codes("industries"),
    codes("technologies"),
    codes("deployments"),
    codes("levels"),
    {
      fields: ["regions"],
      label: t("regions"),
      show: ({ content }) =>
        content.regions.length > 0 ? (
          <Tags labels={terms.labels("regions", content.regions)} />
        ) : (
          t("common:nationwide")
        ),
    },
    {
      fields: ["data_level"],
      label: t("dataLevel"),
      show: ({ content }) => (content.data_level ? terms.dataLevel(content.data_level) : "—"),
    },
    {
      fields: ["filings"],
      label: t("filings"),
      show: ({ content }) => (
        <Tags labels={content.filings.map((filing) => terms.label("filings", filing.kind))} />
      ),
    },
    {
      fields: ["capabilities"],
      label: t("capabilities"),
      show: ({ content }) => (
        <dl className="pairs">
          {content.capabilities.map((capability) => (
            <div key={capability.id ?? capability.name}>
              <dt>{capability.name}</dt>
              <dd>{capability.text}</dd>
            </div>
          ))}
        </dl>
      ),
    },
    {
      fields: ["cases"],
      label: t("cases"),
      show: ({ content }) =>
        content.cases.length > 0 ? (
          <ul className="compare-list">
            {content.cases.map((entry) => (
              <li key={entry.id ?? entry.title}>
                {entry.title}
                {entry.result && <span className="soft"> {entry.result}</span>}
              </li>
            ))}
          </ul>
        ) : (
          "—"
        ),
    },
  ];
}
