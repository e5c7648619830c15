// A page of one row: with which of one's own rows does one ask its owner?
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Scenario, Solution } from "@/api/types";
import { scenarios } from "@/features/demand/api";
import { solutions } from "@/features/supply/api";
import { Nothing } from "@/shared/ui";
import { dealsOfScenarioQuery } from "./api";
import { useAsk } from "./asking";
import { isOver } from "./due";

interface Chosen {
  /** The caller's own row that was picked; empty before. */
  value: string;
  onChange: (id: string) => void;
}

/** A vendor asks a buyer, with one of its solutions. */
export function AskBuyer({ scenario, value, onChange }: Chosen & { scenario: Scenario }) {
  const { t } = useTranslation("matching");
  const { ask, busy } = useAsk();
  const own = useInfiniteQuery(solutions.listQuery("published"));
  const rows = own.data?.pages.flatMap((page) => page.items) ?? [];
  if (own.isSuccess && rows.length === 0) return <Nothing text={t("whyNot.none")} />;
  const over = isOver(scenario.content.answers_due);
  return (
    <>
      <Pick
        label={t("whyNot.pick")}
        rows={rows}
        loading={own.isPending}
        value={value}
        onChange={onChange}
      >
        <Act
          scenario={scenario.id}
          solution={value}
          label={t("interest")}
          busy={busy || over}
          onAct={() =>
            ask({
              kind: "interest",
              scenario: scenario.content.title,
              solution: rows.find((row) => row.id === value)?.title,
              party: scenario.organisation.name,
              due: scenario.content.answers_due ?? null,
              opening: { scenario_id: scenario.id, solution_id: value },
            })
          }
        />
      </Pick>
      {over && <p className="soft small">{t("ask.closed")}</p>}
    </>
  );
}

/** A buyer asks a vendor, for one of its scenarios. */
export function AskVendor({ solution, value, onChange }: Chosen & { solution: Solution }) {
  const { t } = useTranslation("matching");
  const { ask, busy } = useAsk();
  const own = useInfiniteQuery(scenarios.listQuery("published"));
  const rows = own.data?.pages.flatMap((page) => page.items) ?? [];
  if (own.isSuccess && rows.length === 0) return <Nothing text={t("ask.noScenario")} />;
  const chosen = rows.find((row) => row.id === value);
  return (
    <Pick
      label={t("ask.pickScenario")}
      rows={rows}
      loading={own.isPending}
      value={value}
      onChange={onChange}
    >
      <Act
        scenario={value}
        solution={solution.id}
        label={t("invite")}
        busy={busy}
        onAct={() =>
          ask({
            kind: "invite",
            scenario: chosen?.title,
            solution: solution.content.title,
            party: solution.organisation.name,
            due: chosen?.answers_due ?? null,
            opening: { scenario_id: value, solution_id: solution.id },
          })
        }
      />
    </Pick>
  );
}

function Pick({
  label,
  rows,
  loading,
  value,
  onChange,
  children,
}: Chosen & {
  label: string;
  rows: { id: string; title: string }[];
  loading: boolean;
  children: React.ReactNode;
}) {
  return (
    <div className="row ask-from">
      <Select
        className="grow"
        aria-label={label}
        placeholder={label}
        loading={loading}
        value={value || undefined}
        onChange={onChange}
        showSearch={{ optionFilterProp: "label" }}
        options={rows.map((row) => ({ value: row.id, label: row.title }))}
      />
      {children}
    </div>
  );
}

/** The button, or the way to the deal that stands between the two already. */
function Act({
  scenario,
  solution,
  label,
  busy,
  onAct,
}: {
  scenario: string;
  solution: string;
  label: string;
  busy: boolean;
  onAct: () => void;
}) {
  const { t } = useTranslation("matching");
  const chosen = scenario !== "" && solution !== "";
  const deals = useQuery({ ...dealsOfScenarioQuery(scenario), enabled: chosen });
  const there = deals.data?.items.find((deal) => deal.solution.id === solution);
  if (there) {
    return (
      <Link to={`/deals/${there.id}`}>
        <Button>{t("toDeal")}</Button>
      </Link>
    );
  }
  return (
    <Button type="primary" disabled={!chosen || busy || deals.isPending} onClick={onAct}>
      {label}
    </Button>
  );
}
