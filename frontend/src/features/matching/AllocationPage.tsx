// Who would take on what, if all open scenarios were given out at once? For the operator; it invites nobody.
import { useQuery } from "@tanstack/react-query";
import { InputNumber, Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type { Allocation } from "@/api/types";
import { day, Loaded, Nothing, PageHead, Panel } from "@/shared/ui";
import { allocationQuery } from "./allocationApi";

type Limit = "wanted" | "capacity" | "fair_limit" | "least_fit";
const LIMITS: Limit[] = ["wanted", "capacity", "fair_limit", "least_fit"];
const USUAL = { wanted: 3, capacity: 5, fair_limit: undefined, least_fit: 15 };

/** The limits stand in the address: a view can be sent to a colleague. */
function useLimits() {
  const [params, setParams] = useSearchParams();
  const read = (limit: Limit) => {
    const value = Number(params.get(limit));
    return Number.isInteger(value) && value >= 1 && value <= 100 ? value : USUAL[limit];
  };
  const limits = {
    wanted: read("wanted") ?? USUAL.wanted,
    capacity: read("capacity") ?? USUAL.capacity,
    fair_limit: read("fair_limit"),
    least_fit: read("least_fit") ?? USUAL.least_fit,
  };
  const set = (limit: Limit, value: number | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value == null) next.delete(limit);
        else next.set(limit, String(value));
        return next;
      },
      { replace: true },
    );
  return { limits, set };
}

export function AllocationPage() {
  const { t } = useTranslation("allocation");
  const { limits, set } = useLimits();
  const query = useQuery(allocationQuery(limits));
  return (
    <>
      <PageHead title={t("title")} sub={t("sub")} />
      <div className="stack">
        <Panel>
          <div className="allocation-limits">
            {LIMITS.map((limit) => (
              // biome-ignore lint/a11y/noLabelWithoutControl: the number field is inside
              <label key={limit}>
                <span>{t(`limit.${limit}`)}</span>
                <InputNumber
                  min={1}
                  max={100}
                  precision={0}
                  value={limits[limit]}
                  placeholder={t("limit.none")}
                  onChange={(value) => set(limit, value)}
                />
              </label>
            ))}
          </div>
          <p className="soft small">{t("note")}</p>
        </Panel>
        <Loaded query={query}>
          {(allocation) => (
            <>
              <Sum allocation={allocation} />
              <Scenarios rows={allocation.scenarios} />
              <Vendors rows={allocation.vendors} />
            </>
          )}
        </Loaded>
      </div>
    </>
  );
}

function Sum({ allocation }: { allocation: Allocation }) {
  const { t } = useTranslation("allocation");
  const places = allocation.scenarios.reduce((sum, row) => sum + row.places.length, 0);
  const figures: [string, string | number][] = [
    ["scenarios", allocation.scenarios.length],
    ["places", places],
    ["unanswered", allocation.unanswered],
    ["cost", `${(allocation.cost_of_fairness * 100).toFixed(1)}%`],
  ];
  return (
    <>
      <div className="figures">
        {figures.map(([name, value]) => (
          <div className="figure" key={name}>
            <div className="label">{t(`figure.${name}`)}</div>
            <div className="value">{value}</div>
          </div>
        ))}
      </div>
      {allocation.without_list > 0 && (
        <p className="soft small">{t("withoutList", { count: allocation.without_list })}</p>
      )}
    </>
  );
}

function Scenarios({ rows }: { rows: Allocation["scenarios"] }) {
  const { t } = useTranslation("allocation");
  return (
    <Panel flush title={t("scenarios.title")}>
      <Table
        rowKey="scenario_id"
        size="small"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 520 }}
        dataSource={rows}
        locale={{ emptyText: <Nothing text={t("scenarios.empty")} /> }}
        columns={[
          {
            title: t("scenarios.scenario"),
            key: "scenario",
            width: "32%",
            render: (_, row) => (
              <>
                <Link to={`/scenarios/${row.scenario_id}`}>{row.scenario}</Link>
                <div className="soft small">
                  {row.running > 0 && t("scenarios.running", { count: row.running })}{" "}
                  {row.unanswered > 0 && (
                    <span className="short">{t("scenarios.open", { count: row.unanswered })}</span>
                  )}{" "}
                  <Link to={`/my/scenarios/${row.scenario_id}/matches`}>
                    {t("scenarios.listed", { date: day(row.listed_at) })}
                  </Link>
                </div>
              </>
            ),
          },
          {
            title: t("scenarios.places"),
            key: "places",
            render: (_, row) =>
              row.places.length === 0 ? (
                <span className="soft">{t("scenarios.none")}</span>
              ) : (
                <ol className="allocation-places">
                  {row.places.map((place) => (
                    <li key={place.solution_id}>
                      <Link to={`/solutions/${place.solution_id}`}>{place.solution}</Link>{" "}
                      <span className="soft small">
                        {t("scenarios.place", {
                          vendor: place.organisation?.name,
                          position: place.position,
                          fit: Math.round(place.score * 100),
                        })}
                      </span>{" "}
                      <Essentials place={place} />
                    </li>
                  ))}
                </ol>
              ),
          },
        ]}
      />
    </Panel>
  );
}

/** What the list said of the lines that the project fails without. */
function Essentials({ place }: { place: Allocation["scenarios"][number]["places"][number] }) {
  const { t } = useTranslation("allocation");
  if (place.essential === 0) return null;
  const short =
    place.essential_contradicted > 0 || place.essential_covered + place.essential_partly === 0;
  return (
    <span className={short ? "short small" : "soft small"}>
      {t("scenarios.essentials", {
        covered: place.essential_covered,
        partly: place.essential_partly,
        total: place.essential,
      })}
      {place.essential_contradicted > 0 &&
        t("scenarios.contradicted", { count: place.essential_contradicted })}
    </span>
  );
}

function Vendors({ rows }: { rows: Allocation["vendors"] }) {
  const { t } = useTranslation("allocation");
  return (
    <Panel flush title={t("vendors.title")}>
      <Table
        rowKey={(row) => row.organisation?.id ?? ""}
        size="small"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: "max-content" }}
        dataSource={rows}
        locale={{ emptyText: <Nothing text={t("vendors.empty")} /> }}
        columns={[
          {
            title: t("vendors.vendor"),
            key: "vendor",
            render: (_, row) => row.organisation?.name,
          },
          ...(["running", "first_choices", "given"] as const).map((figure) => ({
            title: t(`vendors.${figure}`),
            dataIndex: figure,
            align: "right" as const,
            width: 130,
          })),
        ]}
      />
    </Panel>
  );
}
