// The result of one article, with every step. A ceiling is labelled as one wherever it stands.
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ArticleResult, Outcome, Step } from "@/api/types";
import { Chip, type Tone, useMoney } from "@/shared/ui";
import type { FactDef } from "./api";
import { useWords } from "./words";

const TONES: Record<Outcome, Tone> = {
  eligible: "good",
  not_met: "plain",
  unknown: "warn",
  not_in_force: "plain",
  not_stated: "warn",
};

export function Ceiling({ value }: { value: string }) {
  const { t } = useTranslation("award");
  const money = useMoney();
  return (
    <span className="ceiling" title={t("ceilingHint")}>
      {t("ceiling")} <b>{money.amount(value)}</b>
    </span>
  );
}

export function Amount({ result }: { result: ArticleResult }) {
  const { t } = useTranslation("award");
  const money = useMoney();
  if (result.ceiling) return <Ceiling value={result.ceiling} />;
  if (result.exact)
    return (
      <span className="exact">
        {t("exact")} <b className="num">{money.exact(result.exact)}</b>
      </span>
    );
  if (result.potential)
    return (
      <span className="soft">
        {t("potential")} {money.amount(result.potential)}
      </span>
    );
  return null;
}

function StepLine({ step }: { step: Step }) {
  const { t } = useTranslation("award");
  const words = useWords();
  const money = useMoney();
  const { kind, value }: { kind: string; value?: string } = step.value;
  const shown =
    kind === "money"
      ? money.exact(value)
      : kind === "rate" || kind === "words"
        ? value
        : t(`step.${kind}`, { defaultValue: kind });
  return (
    <li>
      <div className="row between" style={{ flexWrap: "nowrap" }}>
        <span>{words(step.label) || step.id}</span>
        <b className="nowrap">{shown}</b>
      </div>
      {step.phrase && (
        <div className="soft small">
          {t("text")}：“{step.phrase}”
        </div>
      )}
    </li>
  );
}

export function ArticleCard({
  result,
  facts,
  open: initially = false,
  action,
}: {
  result: ArticleResult;
  facts: FactDef[];
  open?: boolean;
  /** What can be done with the result. */
  action?: ReactNode;
}) {
  const { t } = useTranslation("award");
  const words = useWords();
  const money = useMoney();
  const [open, setOpen] = useState(initially);
  const question = (name: string) => words(facts.find((fact) => fact.name === name)?.question);
  return (
    <article className="panel">
      <div className="row">
        <b>
          {t("article", { number: result.number })} {words(result.title)}
        </b>
        <Chip tone={TONES[result.outcome]}>{t(`outcome.${result.outcome}`)}</Chip>
        <span style={{ marginLeft: "auto" }}>
          <Amount result={result} />
        </span>
      </div>
      {result.room_before && result.outcome !== "not_met" && (
        <p className="small">
          {t("roomBefore")} <b className="num">{money.amount(result.room_before)}</b>
          {result.room_after && (
            <>
              {" → "}
              {t("roomAfter")} <b className="num">{money.amount(result.room_after)}</b>
            </>
          )}
        </p>
      )}
      {result.missing.length > 0 && (
        <p className="small soft">
          {t("missing")}
          {result.missing.map((name) => question(name) || name).join(" ")}
        </p>
      )}
      {result.failed.length > 0 && (
        <p className="small soft">
          {t("calculator.failed")}
          {result.failed
            .map((id) => words(result.trace.find((step) => step.id === id)?.label) || id)
            .join("；")}
        </p>
      )}
      {action}
      <Button
        type="link"
        size="small"
        style={{ padding: 0 }}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t(open ? "hideTrace" : "showTrace", { count: result.trace.length })}
      </Button>
      {open && (
        <ol className="trace">
          {result.trace.map((step) => (
            <StepLine key={`${step.article}-${step.id}-${step.phrase}`} step={step} />
          ))}
        </ol>
      )}
    </article>
  );
}
