// Where does my solution stand for this scenario, what decided it, and what would change it?
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { body, client } from "@/api/client";
import { useTerms } from "@/api/taxonomies";
import type { Scenario } from "@/api/types";
import { Loaded, Panel, useMoney } from "@/shared/ui";
import { AskBuyer } from "./AskFrom";

const whyNotQuery = (id: string, solution: string) =>
  queryOptions({
    queryKey: ["why-not", id, solution],
    queryFn: () =>
      body(
        client.GET("/api/v1/scenarios/{id}/why-not", {
          params: { path: { id }, query: { solution } },
        }),
      ),
    enabled: solution !== "",
  });

/** Changes that open a gate. */
const GATES = new Set(["available", "region", "deployment", "data_level", "price_within_budget"]);

export function WhyNot({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation("matching");
  const [chosen, setChosen] = useState("");
  return (
    <Panel title={t("whyNot.title")}>
      <p className="soft small">{t("whyNot.note")}</p>
      <AskBuyer scenario={scenario} value={chosen} onChange={setChosen} />
      {chosen && <Answer key={chosen} scenario={scenario.id} solution={chosen} />}
    </Panel>
  );
}

function Answer({ scenario, solution }: { scenario: string; solution: string }) {
  const { t } = useTranslation("matching");
  const query = useQuery(whyNotQuery(scenario, solution));
  const words = useChangeWords();
  const percent = (value: number) => Math.round(value * 100);
  return (
    <Loaded query={query} rows={4}>
      {(why) => {
        // Who is refused is not told what costs points: the gate decides, and only what opens it helps.
        const closed = why.refused.length > 0;
        const costly = closed
          ? []
          : why.deciding.filter((feature) => feature.costs > 0).slice(0, 5);
        const helping = why.changes.filter(
          (change) => !closed || change.rank || GATES.has(change.code),
        );
        const hidden = why.changes.length - helping.length;
        const place = (rank: number | null | undefined) =>
          rank ? t("whyNot.rank", { rank }) : t("whyNot.noRank", { ranked: why.ranked });
        // A change that leaves another filter standing brings the solution nowhere.
        const then = (rank: number | null | undefined) =>
          !rank && why.refused.length > 0 ? t("whyNot.stillRefused") : place(rank);
        return (
          <>
            <p>
              <b>
                {why.refused.length > 0
                  ? t("whyNot.refused", {
                      gates: why.refused
                        .map((gate) => t(`excluded.${gate}`))
                        .join(t("transfer.and")),
                    })
                  : place(why.rank)}
              </b>{" "}
              <span className="soft num">
                {t("whyNot.score", { score: percent(why.score) })}
                {typeof why.bar === "number" &&
                  t("whyNot.bar", { shown: why.shown, bar: percent(why.bar) })}
              </span>
            </p>
            {costly.length > 0 && (
              <>
                <h4>{t("whyNot.deciding")}</h4>
                <ul>
                  {costly.map((feature) => (
                    <li key={feature.name}>
                      {t(`component.${feature.name}`, { defaultValue: feature.name })}{" "}
                      <span className="soft num">
                        {t("whyNot.costs", { points: (feature.costs * 100).toFixed(1) })}
                      </span>
                    </li>
                  ))}
                </ul>
              </>
            )}
            <h4>{t("whyNot.changes")}</h4>
            {why.changes.length === 0 && <p className="soft">{t("whyNot.noChange")}</p>}
            <ul>
              {[...helping, ...(why.together ? [why.together] : [])].map((change) => (
                <li key={`${change.code}-${change.requirement ?? ""}`}>
                  {words(change.code, change.values)}{" "}
                  <span className="soft num">
                    → {then(change.rank)} · {t("whyNot.score", { score: percent(change.score) })}
                  </span>
                </li>
              ))}
            </ul>
            {hidden > 0 && <p className="soft small">{t("whyNot.hidden", { count: hidden })}</p>}
          </>
        );
      }}
    </Loaded>
  );
}

/** A change in the reader's words. */
function useChangeWords() {
  const { t } = useTranslation("matching");
  const terms = useTerms();
  const money = useMoney();
  return (code: string, values: Record<string, string>) =>
    t(`whyNot.change.${code}`, {
      ...values,
      region: terms.label("regions", values.region),
      deployment: terms.label("deployments", values.deployment),
      budget: money.amount(values.budget_fen ? (Number(values.budget_fen) / 100).toFixed(2) : null),
    });
}
