// Choosing solutions for comparison: the box in each row, and the bar that counts them and leads on.
import { Button, Checkbox } from "antd";
import { useReducer } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { compareAddress, MOST_COMPARED, picked, picksKey, readPicks } from "./picks";

/** The bar's words: a box that cannot be ticked points at them for its reason. */
const BAR = "compare-count";

export interface Picks {
  ids: string[];
  full: boolean;
  pick: (id: string, chosen: boolean) => void;
  clear: () => void;
}

/**
 * What is chosen stays chosen while the tab is open: whoever looks at a solution and comes back goes on.
 * `known` are the rows of a list; a search has others with every question, and keeps all.
 */
export function usePicks(scenario?: string, known?: readonly string[]): Picks {
  const [, again] = useReducer((times: number) => times + 1, 0);
  const key = picksKey(scenario);
  const ids = readPicks(sessionStorage.getItem(key), known);
  const set = (next: string[]) => {
    sessionStorage.setItem(key, next.join(","));
    again();
  };
  return {
    ids,
    full: ids.length >= MOST_COMPARED,
    pick: (id, chosen) => set(picked(ids, id, chosen)),
    clear: () => set([]),
  };
}

export function PickBox({ picks, id, title }: { picks: Picks; id: string; title: string }) {
  const { t } = useTranslation("matching");
  const chosen = picks.ids.includes(id);
  const blocked = picks.full && !chosen;
  return (
    <Checkbox
      className="pick"
      checked={chosen}
      disabled={blocked}
      aria-label={`${t("compare.pick")} ${title}`}
      aria-describedby={blocked ? BAR : undefined}
      title={blocked ? t("compare.dropOne") : undefined}
      onChange={(event) => picks.pick(id, event.target.checked)}
    >
      {blocked ? t("compare.full", { most: MOST_COMPARED }) : t("compare.pick")}
    </Checkbox>
  );
}

export function CompareBar({ picks, list }: { picks: Picks; list?: string }) {
  const { t } = useTranslation("matching");
  const { ids, full, clear } = picks;
  if (ids.length === 0) return null;
  return (
    <section className="panel compare-bar" aria-label={t("compare.title")}>
      <span className="grow" id={BAR} role="status">
        <b className="num">{t("compare.count", { count: ids.length, most: MOST_COMPARED })}</b>{" "}
        <span className="soft">
          {ids.length < 2 && t("compare.oneMore")}
          {full && t("compare.dropOne")}
        </span>
      </span>
      <Button onClick={clear}>{t("compare.clear")}</Button>
      {ids.length > 1 && (
        <Link to={compareAddress(ids, list)}>
          <Button type="primary">{t("compare.go", { count: ids.length })}</Button>
        </Link>
      )}
    </section>
  );
}
