// How do solutions differ? Facts by row, solutions by column, differences marked.
import { useQuery } from "@tanstack/react-query";
import { Alert, Checkbox } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useTerms } from "@/api/taxonomies";
import type { ComparedSolution } from "@/api/types";
import { Chip, Loaded, Nothing, PageHead, Tags, TierTag, useMoney } from "@/shared/ui";
import { compareQuery } from "./searchApi";

interface Fact {
  /** Names of the fields, as the server says which differ. */
  fields: string[];
  label: string;
  show: (solution: ComparedSolution) => ReactNode;
}

function useFacts(): Fact[] {
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

export function ComparePage() {
  const { t } = useTranslation("matching");
  const [params] = useSearchParams();
  const [narrow, setNarrow] = useState(false);
  const facts = useFacts();
  const ids = (params.get("ids") ?? "").split(",").filter(Boolean);
  const query = useQuery({ ...compareQuery(ids), enabled: ids.length > 1 });
  const back = <Link to="/">{t("compare.back")}</Link>;
  const head = <PageHead title={t("compare.title")} actions={back} />;
  if (ids.length < 2) {
    return (
      <>
        {head}
        <Nothing text={t("compare.few")} />
      </>
    );
  }
  return (
    <>
      {head}
      <Loaded query={query} rows={12}>
        {({ solutions, missing, differing }) => {
          const differs = (fact: Fact) => fact.fields.some((field) => differing.includes(field));
          const shown = narrow ? facts.filter(differs) : facts;
          return (
            <div className="stack">
              {missing.length > 0 && (
                <Alert
                  type="warning"
                  showIcon
                  title={t("compare.missing", { count: missing.length })}
                />
              )}
              <Checkbox checked={narrow} onChange={(event) => setNarrow(event.target.checked)}>
                {t("compare.onlyDiffering")}
              </Checkbox>
              <section className="panel flush compare" aria-label={t("compare.title")}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{t("compare.fact")}</th>
                      {solutions.map((solution) => (
                        <th scope="col" key={solution.id}>
                          <Link to={`/solutions/${solution.id}`}>{solution.content.title}</Link>
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {shown.map((fact) => (
                      <tr key={fact.label} className={differs(fact) ? "differs" : undefined}>
                        <th scope="row">
                          {fact.label}
                          {differs(fact) && <Chip tone="warn">{t("compare.differs")}</Chip>}
                        </th>
                        {solutions.map((solution) => (
                          <td key={solution.id}>{fact.show(solution)}</td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
                {shown.length === 0 && <Nothing text={t("compare.same")} />}
              </section>
            </div>
          );
        }}
      </Loaded>
    </>
  );
}
