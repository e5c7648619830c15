// Requirements by solutions: who covers what, and with which words?
import { Button, Drawer } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Coverage, MatchEntry, Requirement } from "@/api/types";
import { EssentialTag } from "@/features/demand/ScenarioView";
import { Quotes, VerdictCell, VerdictTag } from "./verdict";

interface Props {
  requirements: Requirement[];
  entries: MatchEntry[];
  busy: boolean;
  onInvite: (solutionId: string, entryId: string) => void;
  onOpen: (entryId: string) => void;
}
interface Shown {
  requirement: Requirement;
  entry: MatchEntry;
  coverage: Coverage;
}

export function CoverageMatrix({ requirements, entries, busy, onInvite, onOpen }: Props) {
  const { t } = useTranslation("matching");
  const [shown, setShown] = useState<Shown | null>(null);
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
                  <Link to={`/solutions/${entry.counterpart?.id}`} onClick={() => onOpen(entry.id)}>
                    {entry.counterpart?.title}
                  </Link>
                  <div className="soft small">{entry.counterpart?.organisation?.name}</div>
                  {entry.deal_id ? (
                    <Link to={`/deals/${entry.deal_id}`}>{t("toDeal")}</Link>
                  ) : (
                    <Button
                      size="small"
                      disabled={busy || !entry.counterpart?.open}
                      onClick={() => entry.counterpart && onInvite(entry.counterpart.id, entry.id)}
                    >
                      {t("invite")}
                    </Button>
                  )}
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
                          onOpen={() => setShown({ requirement, entry, coverage })}
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
      <Drawer
        open={shown !== null}
        onClose={() => setShown(null)}
        size={480}
        title={shown?.entry.counterpart?.title}
      >
        {shown && (
          <div className="stack">
            <p>
              <b>{shown.requirement.text}</b>
              {shown.requirement.criterion && (
                <span className="soft"> {shown.requirement.criterion}</span>
              )}
            </p>
            <div>
              <VerdictTag verdict={shown.coverage.verdict} />
            </div>
            <Quotes coverage={shown.coverage} />
          </div>
        )}
      </Drawer>
    </div>
  );
}
