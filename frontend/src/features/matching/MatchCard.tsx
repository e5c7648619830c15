// One ranked match: what it is, why it stands here, how its requirements are covered.
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTerms } from "@/api/taxonomies";
import type { ClickKind, MatchEntry } from "@/api/types";
import { EssentialTag } from "@/features/demand/ScenarioView";
import { PickBox, type Picks } from "./CompareBar";
import { Components, Reasons } from "./reasons";
import { Quotes, VerdictCounts, VerdictTag } from "./verdict";

interface Props {
  entry: MatchEntry;
  to: string;
  act: string;
  busy: boolean;
  /** Without it the reader may not act. */
  onAct?: () => void;
  /** Where rows can be chosen for comparison. */
  picks?: Picks;
  /** Told when the row or its reasons are opened. */
  onClick: (kind: ClickKind) => void;
}

/** A fit below this, as it is shown, is seldom one: the list says so, and no button urges to act on it. */
const WEAK = 15;
const isWeak = ({ score }: { score: number }) => Math.round(score * 100) < WEAK;

/** Nothing that the project fails without is answered, or something is refused. */
const failsEssentials = ({ coverage }: MatchEntry) => {
  const essential = coverage.filter((line) => line.essential);
  return (
    essential.some(({ verdict }) => verdict === "contradicted") ||
    (essential.length > 0 && essential.every(({ verdict }) => verdict === "gap"))
  );
};

/** Stands before the first row whose fit is weak. */
export function WeakFrom({ entries, at }: { entries: { score: number }[]; at: number }) {
  const { t } = useTranslation("matching");
  if (entries.findIndex(isWeak) !== at) return null;
  return <p className="soft small weak-from">{t("weakFrom", { value: WEAK })}</p>;
}

export function MatchCard({ entry, to, act, busy, onAct, picks, onClick }: Props) {
  const { t } = useTranslation("matching");
  const [open, setOpen] = useState(false);
  const terms = useTerms();
  const { counterpart } = entry;
  const unfold = () => {
    if (!open) onClick("reasons");
    setOpen(!open);
  };
  const numberOf = (id: string) => {
    const index = entry.coverage.findIndex((coverage) => coverage.requirement_id === id);
    return index < 0 ? id : index + 1;
  };
  const urges = !isWeak(entry) && !failsEssentials(entry);
  return (
    <article className="panel match">
      <div className="match-rank">
        <b className="num">{entry.rank}</b>
        <span className="soft small num">
          {t("score", { value: Math.round(entry.score * 100) })}
        </span>
      </div>
      <div className="grow">
        <div className="row">
          <h3>
            {counterpart ? (
              <Link to={to} onClick={() => onClick("opened")}>
                {counterpart.title}
              </Link>
            ) : (
              t("gone")
            )}
          </h3>
          <span className="soft">
            {[counterpart?.organisation?.name, terms.short(counterpart?.direction)]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </div>
        <p className="soft clamp">{counterpart?.summary}</p>
        <Reasons reasons={entry.reasons} requirementNumber={numberOf} />
        <div className="row" style={{ marginTop: 6 }}>
          <VerdictCounts coverage={entry.coverage} />
          <Button type="link" size="small" aria-expanded={open} onClick={unfold}>
            {t(open ? "less" : "why")}
          </Button>
        </div>
        {open && (
          <div className="columns match-detail">
            <div>
              {entry.coverage.map((coverage, index) => (
                <div key={coverage.requirement_id} className="case">
                  <div className="row" style={{ flexWrap: "nowrap", alignItems: "flex-start" }}>
                    <span className="soft num">{index + 1}</span>
                    <span className="grow">
                      {coverage.requirement} {coverage.essential && <EssentialTag essential />}
                    </span>
                    <VerdictTag verdict={coverage.verdict} />
                  </div>
                  <Quotes coverage={coverage} />
                </div>
              ))}
            </div>
            <div>
              <h4>{t("components")}</h4>
              <Components components={entry.components} />
            </div>
          </div>
        )}
      </div>
      <div className="match-act">
        {entry.deal_id ? (
          <Link to={`/deals/${entry.deal_id}`}>
            <Button>{t("toDeal")}</Button>
          </Link>
        ) : (
          onAct && (
            <Button
              type={urges ? "primary" : "default"}
              disabled={busy || !counterpart?.open}
              onClick={onAct}
            >
              {act}
            </Button>
          )
        )}
        {picks && counterpart && (
          <PickBox picks={picks} id={counterpart.id} title={counterpart.title} />
        )}
      </div>
    </article>
  );
}
