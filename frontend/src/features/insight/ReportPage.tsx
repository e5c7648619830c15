import { useQuery } from "@tanstack/react-query";
import { DatePicker } from "antd";
import dayjs from "dayjs";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type { Figure, Report } from "@/api/types";
import { Loaded, minute, PageHead, Panel, useMoney } from "@/shared/ui";
import { figureOfRows, periodOf, reportQuery } from "./api";
import { ExposurePanel } from "./ExposurePanel";
import { FunnelChart } from "./FunnelChart";

// Scenarios and deals are different things: the funnel follows deals only.
const FUNNEL = ["opened_deals", "answered_deals", "signed_deals", "accepted_projects"];

export function useFigureText() {
  const { t } = useTranslation("insight");
  const money = useMoney();
  return {
    name: (key: string) => t(`figure.${key}`, { defaultValue: key }),
    definition: (key: string) => t(`definition.${key}`, { defaultValue: "" }),
    value({ unit, value }: Figure): string {
      if (value === null || value === undefined) return "—";
      return unit === "yuan" ? money.amount(value) : value;
    },
    unit: ({ unit, value }: Figure) => (value && unit !== "yuan" ? t(`unit.${unit}`) : ""),
  };
}

export function ReportPage() {
  const { t } = useTranslation("insight");
  const [params, setParams] = useSearchParams();
  const period = periodOf(params);
  const query = useQuery(reportQuery(period));
  const now = dayjs();
  return (
    <>
      <PageHead
        title={t("title")}
        sub={t("sub")}
        actions={
          <DatePicker.RangePicker
            allowClear={false}
            aria-label={t("period")}
            value={[dayjs(period.from), dayjs(period.to)]}
            onChange={(range) => {
              const [from, to] = range ?? [];
              if (from && to)
                setParams({ from: from.format("YYYY-MM-DD"), to: to.format("YYYY-MM-DD") });
            }}
            presets={[
              { label: t("thisYear"), value: [now.startOf("year"), now] },
              { label: t("lastDays", { count: 90 }), value: [now.subtract(90, "day"), now] },
              { label: t("lastDays", { count: 30 }), value: [now.subtract(30, "day"), now] },
            ]}
          />
        }
      />
      <Loaded query={query}>{(report) => <ReportContent report={report} />}</Loaded>
    </>
  );
}

function ReportContent({ report }: { report: Report }) {
  const { t } = useTranslation("insight");
  const text = useFigureText();
  const [params] = useSearchParams();
  const period = periodOf(params);
  const name = text.name;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the labels change with the language only
  const steps = useMemo(
    () =>
      FUNNEL.flatMap((key) => {
        const figure = report.figures.find((one) => one.key === key);
        return figure ? [{ name: name(key), value: Number(figure.value ?? 0) }] : [];
      }),
    [report, t],
  );
  const to = (figure: Figure) =>
    `/report/${figureOfRows(figure) ?? figure.key}?${new URLSearchParams({ ...period })}`;
  return (
    <div className="stack">
      <div className="figures">
        {report.figures.map((figure) => (
          <Link key={figure.key} className="figure" to={to(figure)}>
            <div className="label">{text.name(figure.key)}</div>
            <div className="value">
              {text.value(figure)} <span className="note">{text.unit(figure)}</span>
            </div>
          </Link>
        ))}
      </div>
      <div className="columns even">
        <Panel title={t("funnel")}>
          <FunnelChart steps={steps} label={t("funnel")} />
          <p className="soft small" style={{ marginTop: 8 }}>
            {t("compiled", { at: minute(report.compiled_at) })}
          </p>
        </Panel>
        <Panel title={t("definitions")}>
          <dl className="pairs">
            {report.figures.map((figure) => (
              <div key={figure.key}>
                <dt>
                  <Link to={to(figure)}>{text.name(figure.key)}</Link>
                </dt>
                <dd className="small">{text.definition(figure.key)}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      </div>
      <ExposurePanel period={period} />
    </div>
  );
}
