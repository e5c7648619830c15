import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FacetCount } from "@/api/types";
import { FACETS } from "./searchApi";

const SHOWN = 7;

interface Props {
  facets: Record<string, FacetCount[]>;
  chosen: Record<string, string>;
  nameOf: (facet: string, code: string) => string;
  onChoose: (facet: string, code: string | null) => void;
}

export function FacetList({ facets, chosen, nameOf, onChoose }: Props) {
  return Object.keys(FACETS).map((name) => {
    const counts = facets[name] ?? [];
    if (counts.length === 0 && !chosen[name]) return null;
    return (
      <Facet
        key={name}
        name={name}
        counts={counts}
        chosen={chosen[name]}
        nameOf={(code) => nameOf(name, code)}
        onChoose={(code) => onChoose(name, code)}
      />
    );
  });
}

function Facet(props: {
  name: string;
  counts: FacetCount[];
  chosen: string | undefined;
  nameOf: (code: string) => string;
  onChoose: (code: string | null) => void;
}) {
  const { t } = useTranslation("matching");
  const [all, setAll] = useState(false);
  const shown = all ? props.counts : props.counts.slice(0, SHOWN);
  return (
    <div className="facet">
      <h3>{t(`facet.${props.name}`)}</h3>
      {shown.map(({ code, count }) => (
        <button
          key={code}
          type="button"
          aria-pressed={props.chosen === code}
          onClick={() => props.onChoose(props.chosen === code ? null : code)}
        >
          <span>{props.nameOf(code)}</span>
          <span className="count">{count}</span>
        </button>
      ))}
      {props.counts.length > SHOWN && (
        <button type="button" className="soft" onClick={() => setAll(!all)}>
          {t(all ? "facet.fewer" : "facet.all", { count: props.counts.length })}
        </button>
      )}
    </div>
  );
}
