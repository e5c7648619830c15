// Is one requirement met? Colour, sign and word together, so that none is needed alone.
import { useTranslation } from "react-i18next";
import type { Coverage, Verdict } from "@/api/types";
import { Marked } from "@/shared/ui";
import { sourceKey } from "./quoteSource";

const SIGNS: Record<Verdict, string> = {
  covered: "✓",
  partly: "◐",
  gap: "○",
  contradicted: "✕",
};
export const VERDICTS = Object.keys(SIGNS) as Verdict[];

export function VerdictTag({ verdict, count }: { verdict: Verdict; count?: number }) {
  const { t } = useTranslation("matching");
  return (
    <span className={`verdict ${verdict}`} style={{ padding: "0 7px" }}>
      <span aria-hidden>{SIGNS[verdict]}</span>
      {t(`verdict.${verdict}`)}
      {count !== undefined && <b className="num">{count}</b>}
    </span>
  );
}

export function VerdictCounts({ coverage }: { coverage: Coverage[] }) {
  return (
    <span className="row" style={{ gap: 4 }}>
      {VERDICTS.map((verdict) => {
        const count = coverage.filter((entry) => entry.verdict === verdict).length;
        return count > 0 && <VerdictTag key={verdict} verdict={verdict} count={count} />;
      })}
    </span>
  );
}

export function VerdictCell(props: { coverage: Coverage; label: string; onOpen: () => void }) {
  const { t } = useTranslation("matching");
  const { verdict, score } = props.coverage;
  return (
    <button
      type="button"
      className={`verdict ${verdict}`}
      onClick={props.onOpen}
      // How far words agree decides no verdict alone; it stands where it is explained, never beside one.
      title={t("wordsFound", { value: Math.round(score * 100) })}
      aria-label={`${props.label}: ${t(`verdict.${verdict}`)}`}
    >
      <span aria-hidden>{SIGNS[verdict]}</span>
      {t(`verdict.${verdict}`)}
    </button>
  );
}

/** The words of the solution that show it, and the figures put side by side. */
export function Quotes({
  coverage,
  sourceName,
}: {
  coverage: Coverage;
  /** A name of its own for some sources, such as that of a capability. */
  sourceName?: (source: string) => string | undefined;
}) {
  const { t } = useTranslation("matching");
  const nameOf = (source: string) =>
    sourceName?.(source) ?? t(sourceKey(source), { defaultValue: source.split(":")[0] ?? source });
  return (
    <>
      {coverage.compared && (
        <p className="row">
          <span>
            {t("asked")} <b>{coverage.compared.asked}</b>
          </span>
          <span aria-hidden>→</span>
          <span>
            {t("offered")} <b>{coverage.compared.offered}</b>
          </span>
        </p>
      )}
      {coverage.quotes.length === 0 && <p className="soft">{t("noQuotes")}</p>}
      {coverage.quotes.map((quote) => (
        <blockquote className="quote" key={`${quote.source}-${quote.text}`}>
          <div className="from">{nameOf(quote.source)}</div>
          <Marked text={quote.text} terms={quote.terms} />
        </blockquote>
      ))}
    </>
  );
}
