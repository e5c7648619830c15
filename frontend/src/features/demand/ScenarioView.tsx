// One scenario as a reader sees it; also what the operator reviews.
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { useTerms } from "@/api/taxonomies";
import type { Requirement, Scenario } from "@/api/types";
import { isOver } from "@/features/matching/due";
import { Chip, day, Panel, Props, Tags, useMoney } from "@/shared/ui";

export function EssentialTag({ essential }: { essential?: boolean }) {
  const { t } = useTranslation("demand");
  return <Chip tone={essential ? "bad" : "plain"}>{t(essential ? "essential" : "nice")}</Chip>;
}

export function RequirementTable({ requirements }: { requirements: Requirement[] }) {
  const { t } = useTranslation("demand");
  return (
    <Table
      size="small"
      pagination={false}
      rowKey={(row) => row.id ?? row.text}
      dataSource={requirements}
      scroll={{ x: 520 }}
      columns={[
        { title: "#", key: "n", width: 36, render: (_, __, index) => index + 1 },
        {
          title: t("requirement"),
          key: "text",
          render: (_, row) => (
            <>
              {row.text}
              {row.criterion && (
                <div className="soft small">{t("criterionIs", { text: row.criterion })}</div>
              )}
            </>
          ),
        },
        {
          title: t("kind"),
          key: "essential",
          width: 80,
          render: (_, row) => <EssentialTag essential={row.essential} />,
        },
        { title: t("weight"), dataIndex: "weight", width: 60, align: "right" },
      ]}
    />
  );
}

/** A last day for answers; what is over says so. */
export function Due({ day: due }: { day?: string | null }) {
  const { t } = useTranslation("demand");
  return (
    <>
      <span className="num">{day(due)}</span> {isOver(due) && <Chip tone="warn">{t("over")}</Chip>}
    </>
  );
}

export function ScenarioView({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation("demand");
  const terms = useTerms();
  const money = useMoney();
  const { content } = scenario;
  return (
    <div className="columns">
      <div className="stack">
        <Panel>
          <p style={{ fontWeight: 600 }}>{content.summary}</p>
          <p className="prose" style={{ marginTop: 8 }}>
            {content.description}
          </p>
        </Panel>
        <Panel flush title={t("requirements")} aside={content.requirements.length || undefined}>
          <RequirementTable requirements={content.requirements} />
        </Panel>
      </div>
      <Panel>
        <Props
          items={[
            { key: "o", label: t("buyer"), children: scenario.organisation.name },
            {
              key: "b",
              label: t("budget"),
              children: <span className="num">{money.amount(content.budget)}</span>,
            },
            { key: "due", label: t("answersDue"), children: <Due day={content.answers_due} /> },
            {
              key: "days",
              label: t("days"),
              children: content.days ? t("common:days", { count: content.days }) : "—",
            },
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
            { key: "r", label: t("region"), children: terms.label("regions", content.region) },
            { key: "l", label: t("level"), children: terms.label("levels", content.level) },
            { key: "dl", label: t("dataLevel"), children: terms.dataLevel(content.data_level) },
            { key: "pub", label: t("published"), children: day(scenario.published_at) },
          ]}
        />
      </Panel>
    </div>
  );
}
