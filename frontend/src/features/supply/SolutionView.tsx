// One solution as a reader sees it; also what the operator reviews.
import { useTranslation } from "react-i18next";
import { useTerms } from "@/api/taxonomies";
import type { Solution } from "@/api/types";
import { day, Panel, Props, Tags, useMoney } from "@/shared/ui";

export function SolutionView({ solution }: { solution: Solution }) {
  const { t } = useTranslation("supply");
  const terms = useTerms();
  const money = useMoney();
  const { content } = solution;
  const regions = terms.labels("regions", content.regions);
  return (
    <div className="columns">
      <div className="stack">
        <Panel>
          <p style={{ fontWeight: 600 }}>{content.summary}</p>
          <p className="prose" style={{ marginTop: 8 }}>
            {content.description}
          </p>
        </Panel>
        <Panel title={t("capabilities")} aside={content.capabilities.length || undefined}>
          {content.capabilities.length === 0 && <p className="soft">{t("common:none")}</p>}
          <dl className="pairs">
            {content.capabilities.map((capability) => (
              <div key={capability.id ?? capability.name}>
                <dt>{capability.name}</dt>
                <dd>{capability.text}</dd>
              </div>
            ))}
          </dl>
        </Panel>
        {content.cases.length > 0 && (
          <Panel title={t("cases")} aside={content.cases.length}>
            {content.cases.map((entry) => (
              <article key={entry.id ?? entry.title} className="case">
                <div className="row between">
                  <strong>{entry.title}</strong>
                  <span className="soft small">
                    {[
                      entry.client_kind,
                      entry.year,
                      terms.label("industries", entry.industry),
                      terms.label("levels", entry.level),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </div>
                <p>{entry.text}</p>
                <p>
                  <span className="soft">{t("result")}</span> {entry.result}
                </p>
              </article>
            ))}
          </Panel>
        )}
      </div>
      <Panel>
        <Props
          items={[
            { key: "o", label: t("vendor"), children: solution.organisation.name },
            {
              key: "d",
              label: t("common:column.direction"),
              children: terms.label("directions", content.direction),
            },
            {
              key: "i",
              label: t("industries"),
              children: <Tags labels={terms.labels("industries", content.industries)} />,
            },
            {
              key: "t",
              label: t("technologies"),
              children: <Tags labels={terms.labels("technologies", content.technologies)} />,
            },
            {
              key: "p",
              label: t("deployments"),
              children: <Tags labels={terms.labels("deployments", content.deployments)} />,
            },
            {
              key: "l",
              label: t("levels"),
              children: <Tags labels={terms.labels("levels", content.levels)} />,
            },
            {
              key: "r",
              label: t("regions"),
              children: regions.length > 0 ? <Tags labels={regions} /> : t("common:nationwide"),
            },
            { key: "dl", label: t("dataLevel"), children: terms.dataLevel(content.data_level) },
            {
              key: "pr",
              label: t("price"),
              children: (
                <span className="num">{money.range(content.price_low, content.price_high)}</span>
              ),
            },
            {
              key: "dd",
              label: t("deliveryDays"),
              children: content.delivery_days
                ? t("common:days", { count: content.delivery_days })
                : "—",
            },
            ...content.filings.map((filing, index) => ({
              key: `f${index}`,
              label: terms.label("filings", filing.kind),
              children: <span className="mono">{filing.number}</span>,
            })),
            { key: "pub", label: t("published"), children: day(solution.published_at) },
          ]}
        />
      </Panel>
    </div>
  );
}
