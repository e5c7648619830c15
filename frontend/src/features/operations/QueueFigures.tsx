// What waits for the operator, as figures that lead to the queues.
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { jobsQuery, queueQuery } from "./api";

export function QueueFigures() {
  const { t } = useTranslation("operations");
  const solutions = useQuery(queueQuery("solutions"));
  const scenarios = useQuery(queueQuery("scenarios"));
  const jobs = useQuery(jobsQuery);
  const figures = [
    { key: "solutions", to: "/reviews?kind=solutions", value: solutions.data?.length },
    { key: "scenarios", to: "/reviews?kind=scenarios", value: scenarios.data?.length },
    {
      key: "jobs",
      to: "/jobs",
      value: jobs.data?.open,
    },
    { key: "dead", to: "/jobs", value: jobs.data?.dead.length },
  ];
  return (
    <div className="figures">
      {figures.map(({ key, to, value }) => (
        <Link key={key} className="figure" to={to}>
          <div className="label">{t(`queue.${key}`)}</div>
          <div className="value">{value ?? "—"}</div>
        </Link>
      ))}
      <Link className="figure" to="/report">
        <div className="label">{t("queue.report")}</div>
        <div className="value">→</div>
      </Link>
    </div>
  );
}
