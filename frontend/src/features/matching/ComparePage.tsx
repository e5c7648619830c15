// How do solutions differ? Facts by row, solutions by column, differences marked. Chosen from a scenario's list, they
// are compared requirement by requirement first, as that list was frozen.
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type { ComparedSolution, MatchEntry, MatchList, Scenario } from "@/api/types";
import { scenarios } from "@/features/demand/api";
import { EssentialTag } from "@/features/demand/ScenarioView";
import { useSession } from "@/features/identity/session";
import { Chip, Loaded, Marked, Nothing, PageHead } from "@/shared/ui";
import { frozenQuery, tellClick } from "./api";
import { CoverageDrawer, type ShownCoverage } from "./CoverageDrawer";
import { type Fact, useFacts } from "./compareFacts";
import { useInvite } from "./inviting";
import { compareQuery } from "./searchApi";
import { VerdictCell } from "./verdict";

/** Pixels below which a column cannot be read: the table scrolls instead. */
const COLUMN = 140;

export function ComparePage() {
  const { t } = useTranslation("matching");
  const { me } = useSession();
  const [params] = useSearchParams();
  const [narrow, setNarrow] = useState(false);
  const facts = useFacts();
  const ids = (params.get("ids") ?? "").split(",").filter(Boolean);
  const from = params.get("list") ?? "";
  const query = useQuery({ ...compareQuery(ids), enabled: ids.length > 1 });
  // Lists are for their own side and the operator: to everybody else the solutions alone are shown.
  const list = useQuery({ ...frozenQuery(from), enabled: from !== "" && me !== null });
  const id = list.data?.subject_kind === "scenario" ? list.data.subject_id : "";
  const scenario = useQuery({ ...scenarios.oneQuery(id), enabled: id !== "" });
  const head = (
    <PageHead
      title={t("compare.title")}
      sub={id && <Link to={`/scenarios/${id}`}>{scenario.data?.content.title}</Link>}
      actions={
        id ? (
          <Link to={`/my/scenarios/${id}/matches`}>{t("compare.backToList")}</Link>
        ) : (
          <Link to="/">{t("compare.back")}</Link>
        )
      }
    />
  );
  if (ids.length < 2) {
    return (
      <>
        {head}
        <div className="panel">
          <Nothing text={t("compare.few")} />
        </div>
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
              {from !== "" && (list.error !== null || me === null) && (
                <Alert type="info" title={t("compare.noList")} />
              )}
              <Checkbox checked={narrow} onChange={(event) => setNarrow(event.target.checked)}>
                {t("compare.onlyDiffering")}
              </Checkbox>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
              <section className="panel flush compare" tabIndex={0} aria-label={t("compare.title")}>
                <table
                  className={id ? "with-lines" : undefined}
                  style={{ minWidth: COLUMN * (solutions.length + 1) }}
                >
                  <Columns solutions={solutions} list={list.data} scenario={scenario.data} />
                  {list.data && id && (
                    <Lines
                      solutions={solutions}
                      list={list.data}
                      scenario={scenario.data}
                      narrow={narrow}
                    />
                  )}
                  <tbody>
                    {id && <GroupRow text={t("compare.facts")} columns={solutions.length} />}
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

interface Compared {
  solutions: ComparedSolution[];
  list?: MatchList;
  scenario?: Scenario;
}

const entryOf = (list: MatchList | undefined, solution: ComparedSolution): MatchEntry | undefined =>
  list?.entries.find(({ counterpart }) => counterpart?.id === solution.id);

/** The solutions; with a list, the place of each in it, and the way on. */
function Columns({ solutions, list, scenario }: Compared) {
  const { t } = useTranslation("matching");
  const { own, invite, busy } = useInvite(scenario);
  return (
    <thead>
      <tr>
        <th scope="col">{t("compare.fact")}</th>
        {solutions.map((solution) => {
          const entry = entryOf(list, solution);
          return (
            <th scope="col" key={solution.id}>
              {entry && (
                <div className="soft small num">
                  {t("compare.place", { rank: entry.rank })} ·{" "}
                  {t("score", { value: Math.round(entry.score * 100) })}
                </div>
              )}
              <Link
                to={`/solutions/${solution.id}`}
                onClick={() => list && entry && own && tellClick(list.id, entry.id, "opened")}
              >
                {solution.content.title}
              </Link>
              {entry?.deal_id && (
                <div>
                  <Link to={`/deals/${entry.deal_id}`}>{t("toDeal")}</Link>
                </div>
              )}
              {entry && !entry.deal_id && invite && (
                <div className="compare-act">
                  <Button
                    size="small"
                    disabled={busy || !entry.counterpart?.open}
                    aria-label={`${t("invite")} ${solution.content.title}`}
                    onClick={() => invite(entry)}
                  >
                    {t("invite")}
                  </Button>
                </div>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Requirement by requirement: the verdict of each solution, which opens its words. */
function Lines({ solutions, list, scenario, narrow }: Compared & { narrow: boolean }) {
  const { t } = useTranslation("matching");
  const [open, setOpen] = useState<ShownCoverage | null>(null);
  const columns = solutions.map((solution) => ({ solution, entry: entryOf(list, solution) }));
  const lines = columns.find(({ entry }) => entry)?.entry?.coverage ?? [];
  const rows = lines
    .map((line, index) => {
      const cells = columns.map(({ solution, entry }) => ({
        solution,
        coverage: entry?.coverage.find((other) => other.requirement_id === line.requirement_id),
      }));
      const verdicts = new Set(cells.map(({ coverage }) => coverage?.verdict));
      return { line, number: index + 1, cells, differs: verdicts.size > 1 };
    })
    .filter(({ differs }) => differs || !narrow);
  if (rows.length === 0) return null;
  const criterionOf = (requirement: string) =>
    scenario?.content.requirements.find(({ id }) => id === requirement)?.criterion;
  return (
    <>
      <tbody>
        <GroupRow text={t("compare.lines")} columns={solutions.length} />
        {rows.map(({ line, number, cells, differs }) => (
          <tr key={line.requirement_id} className={differs ? "differs" : undefined}>
            <th scope="row" className="requirement">
              {number}. {line.requirement}
              <div className="chips">
                <EssentialTag essential={line.essential} />
                {differs && <Chip tone="warn">{t("compare.differs")}</Chip>}
              </div>
            </th>
            {cells.map(({ solution, coverage }) => (
              <td key={solution.id}>
                {coverage ? (
                  <>
                    <VerdictCell
                      coverage={coverage}
                      label={`${number} × ${solution.content.title}`}
                      onOpen={() =>
                        setOpen({
                          title: solution.content.title,
                          requirement: line.requirement ?? "",
                          criterion: criterionOf(line.requirement_id),
                          coverage,
                          sourceName: nameIn(solution, t),
                        })
                      }
                    />
                    {coverage.quotes[0] && (
                      <div className="small clamp compare-quote">
                        <Marked text={coverage.quotes[0].text} terms={coverage.quotes[0].terms} />
                      </div>
                    )}
                  </>
                ) : (
                  <span className="soft">—</span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {/* It opens in the body of the page, not in the table. */}
      <CoverageDrawer shown={open} onClose={() => setOpen(null)} />
    </>
  );
}

/** Names capabilities and cases of this solution, which stand here by name. */
function nameIn({ content }: ComparedSolution, t: (key: string) => string) {
  return (source: string) => {
    const [kind, id] = source.split(":");
    const name =
      kind === "capability"
        ? content.capabilities.find((one) => one.id === id)?.name
        : kind === "case"
          ? content.cases.find((one) => one.id === id)?.title
          : undefined;
    return name && `${t(`source.${kind}`)} · ${name}`;
  };
}

function GroupRow({ text, columns }: { text: string; columns: number }) {
  return (
    <tr className="group">
      <th scope="rowgroup" colSpan={columns + 1}>
        {text}
      </th>
    </tr>
  );
}
