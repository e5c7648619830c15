// The card of one model: what it was taught, how it was measured, what its figures do not show.
import { useTranslation } from "react-i18next";
import type { LearnedModel } from "@/api/types";
import { minute, type Prop, Props } from "@/shared/ui";

const DEEDS = ["passed", "click", "invitation", "answer", "award", "acceptance"];

export function ModelCard({ model }: { model: LearnedModel }) {
  const { t } = useTranslation("models");
  const { t: words } = useTranslation("matching");
  const { data, measured, rule } = model;
  const bounded = (figure: { value: number; low?: number | null; high?: number | null }) =>
    figure.low == null || figure.high == null
      ? figure.value.toFixed(3)
      : `${figure.value.toFixed(3)} ${t("interval", { low: figure.low.toFixed(3), high: figure.high.toFixed(3) })}`;
  const row = (key: string, children: Prop["children"]): Prop => ({
    key,
    label: t(`card.${key}`),
    children,
  });
  const deeds = DEEDS.filter((deed) => data.by_deed[deed])
    .map((deed) => t("card.count", { what: t(`deed.${deed}`), count: data.by_deed[deed] }))
    .join(t("and"));
  const grades = Object.entries(data.by_grade)
    .map(([grade, count]) => t("card.ofGrade", { grade, count }))
    .join(t("and"));
  // Most features keep their weight: what was learned is where it moved.
  const moved = model.weights.filter(({ weight, prior }) => Math.abs(weight - prior) >= 0.05);
  const weights =
    model.weights.length === 0
      ? t("card.weightsUnknown")
      : moved.length === 0
        ? t("card.weightsPrior")
        : moved
            .map(({ name, weight, prior }) =>
              t("card.weight", {
                name: words(`component.${name}`, { defaultValue: name }),
                weight: weight.toFixed(1),
                prior: prior.toFixed(1),
              }),
            )
            .join(t("and"));
  return (
    <div className="model-card">
      {model.unmet.length > 0 && (
        <div className="unmet">
          <b>{t("unmet.title")}</b>
          <ul>
            {model.unmet.map((code) => (
              <li key={code}>
                {t(`unmet.${code}`, {
                  least: rule.least_scenarios,
                  found: measured?.scenarios ?? 0,
                  leastBuyers: rule.least_organisations,
                  buyers: measured?.organisations ?? 0,
                  gain: rule.least_gain,
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="card-halves">
        <Props
          items={[
            row(
              "taught",
              t("card.taughtOf", {
                pairs: data.judgements,
                scenarios: data.scenarios,
                solutions: data.solutions,
              }),
            ),
            row("deeds", deeds),
            row("grades", grades),
            row("period", data.first ? `${minute(data.first)} – ${minute(data.last)}` : "—"),
            row("choices", t("card.choicesOf", { choices: data.choices, by: data.choosers })),
            row("leftOut", data.left_out),
            row(
              "lists",
              t("card.listsOf", {
                lists: data.shown_lists,
                several: data.pairs_at_several_places,
              }),
            ),
            row("trained", minute(model.created_at)),
            row("asked", t(model.asked_for ? "card.byOperator" : "card.byItself")),
          ]}
        />
        <Props
          items={[
            row(
              "against",
              model.measured_against ? (
                <span className="mono">{model.measured_against.slice(0, 10)}</span>
              ) : (
                t("prior")
              ),
            ),
            ...(measured
              ? [
                  row(
                    "measured",
                    t("card.measuredOn", {
                      scenarios: measured.scenarios,
                      pairs: measured.pairs,
                      folds: measured.folds,
                    }),
                  ),
                  row(
                    "ndcg",
                    t("card.both", {
                      candidate: measured.candidate_ndcg.toFixed(3),
                      serving: measured.serving_ndcg.toFixed(3),
                    }),
                  ),
                  ...(measured.shown
                    ? [
                        row("logged", measured.shown.logged.toFixed(3)),
                        row("snips", bounded(measured.shown.snips)),
                        row("ips", bounded(measured.shown.ips)),
                      ]
                    : []),
                ]
              : []),
            row("weights", weights),
            row("digest", <span className="mono wrap">{model.digest}</span>),
          ]}
        />
      </div>
      <p className="soft small">
        {t("limits.title")} {model.limits.map((code) => t(`limits.${code}`)).join("")}
      </p>
    </div>
  );
}
