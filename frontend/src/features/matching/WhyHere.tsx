// Why does a hit stand where it does: the parts of its score, the largest first.
import { Popover } from "antd";
import { useTranslation } from "react-i18next";
import type { ScorePart } from "@/api/types";

/** Parts shown one by one; what is left is summed up. */
const SHOWN = 8;

export function WhyHere({ title, parts }: { title: string; parts: readonly ScorePart[] }) {
  const { t } = useTranslation("matching");
  if (parts.length === 0) return null;
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      // On a narrow screen it moves to the left until it is whole.
      align={{ overflow: { shiftX: true, adjustY: true } }}
      title={t("parts.title")}
      content={<Parts parts={parts} />}
    >
      <button type="button" className="why" aria-label={`${t("parts.why")} ${title}`}>
        {t("parts.why")}
      </button>
    </Popover>
  );
}

function Parts({ parts }: { parts: readonly ScorePart[] }) {
  const { t } = useTranslation("matching");
  const sum = (some: readonly ScorePart[]) => some.reduce((total, part) => total + part.value, 0);
  const rest = parts.slice(SHOWN);
  const most = parts[0]?.value ?? 0;
  return (
    <div className="why-parts">
      <div className="bars">
        {parts.slice(0, SHOWN).map((part) => (
          <Part
            key={`${part.kind} ${part.field} ${part.term}`}
            label={t(`parts.kind.${part.kind}`, { term: part.term })}
            where={part.kind in WHOLE ? null : t(`parts.field.${part.field}`)}
            value={part.value}
            most={most}
          />
        ))}
        {rest.length > 0 && (
          <Part
            label={t("parts.rest", { count: rest.length })}
            where={null}
            value={sum(rest)}
            most={most}
          />
        )}
      </div>
      <p className="soft small">{t("parts.sum", { score: sum(parts).toFixed(2) })}</p>
    </div>
  );
}

/** Kinds that say by themselves where they stand. */
const WHOLE = { exact_title: true, meaning: true, encoder_meaning: true };

function Part(props: { label: string; where: string | null; value: number; most: number }) {
  const share = props.most > 0 ? Math.min(1, props.value / props.most) : 0;
  return (
    <>
      <span>
        {props.label}
        {props.where !== null && <span className="soft"> {props.where}</span>}
      </span>
      <span className="bar">
        <i style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
      <span className="num">{props.value.toFixed(2)}</span>
    </>
  );
}
