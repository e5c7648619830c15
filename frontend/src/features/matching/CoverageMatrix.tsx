// Requirements by solutions: who covers what, and with which words?
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { MatchEntry, Requirement } from "@/api/types";
import { EssentialTag } from "@/features/demand/ScenarioView";
import { PickBox, type Picks } from "./CompareBar";
import { CoverageDrawer, type ShownCoverage } from "./CoverageDrawer";
import { VerdictCell } from "./verdict";

interface Props {
  requirements: Requirement[];
  entries: MatchEntry[];
  picks: Picks;
  busy: boolean;
  /** Without it the reader may not invite. */
  onInvite?: (entry: MatchEntry) => void;
  onOpen: (entry: MatchEntry) => void;
}

export function CoverageMatrix({ requirements, entries, picks, busy, onInvite, onOpen }: Props) {
  const { t } = useTranslation("matching");
  const [shown, setShown] = useState<ShownCoverage | null>(null);
  return (
    <div className="panel flush">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="matrix-wrap" tabIndex={0} aria-label={t("view.matrix")}>
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{t("matrix.corner")}</th>
              {entries.map((entry) => (
                <th scope="col" key={entry.id}>
                  <div className="row" style={{ gap: 4 }}>
                    <span className="num">
                      {entry.rank}. {t("score", { value: Math.round(entry.score * 100) })}
                    </span>
                  </div>
                  <Link to={`/solutions/${entry.counterpart?.id}`} onClick={() => onOpen(entry)}>
                    {entry.counterpart?.title}
                  </Link>
                  <div className="soft small">{entry.counterpart?.organisation?.name}</div>
                  <div className="row matrix-acts">
                    {entry.deal_id ? (
                      <Link to={`/deals/${entry.deal_id}`}>{t("toDeal")}</Link>
                    ) : (
                      onInvite && (
                        <Button
                          size="small"
                          disabled={busy || !entry.counterpart?.open}
                          onClick={() => onInvite(entry)}
                        >
                          {t("invite")}
                        </Button>
                      )
                    )}
                    {entry.counterpart && (
                      <PickBox
                        picks={picks}
                        id={entry.counterpart.id}
                        title={entry.counterpart.title}
                      />
                    )}
                  </div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {requirements.map((requirement, index) => (
              <tr key={requirement.id ?? requirement.text}>
                <th scope="row">
                  <div>
                    {index + 1}. {requirement.text}
                  </div>
                  <div className="row" style={{ marginTop: 3 }}>
                    <EssentialTag essential={requirement.essential} />
                    <span className="soft small">
                      {t("demand:weight")} {requirement.weight}
                    </span>
                  </div>
                </th>
                {entries.map((entry) => {
                  const coverage = entry.coverage.find(
                    (line) => line.requirement_id === requirement.id,
                  );
                  return (
                    <td key={entry.id}>
                      {coverage && (
                        <VerdictCell
                          coverage={coverage}
                          label={`${index + 1} × ${entry.counterpart?.title}`}
                          onOpen={() =>
                            setShown({
                              title: entry.counterpart?.title,
                              requirement: requirement.text,
                              criterion: requirement.criterion,
                              coverage,
                            })
                          }
                        />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <CoverageDrawer shown={shown} onClose={() => setShown(null)} />
    </div>
  );
}
