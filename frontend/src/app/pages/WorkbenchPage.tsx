import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ReviewState, SubjectBrief, SubjectKind } from "@/api/types";
import { dealsQuery, OPTIONAL } from "@/features/deal/api";
import { DealTable } from "@/features/deal/DealTable";
import { scenarios } from "@/features/demand/api";
import { useSession } from "@/features/identity/session";
import { QueueFigures } from "@/features/operations/QueueFigures";
import { solutions } from "@/features/supply/api";
import { Problem } from "@/shared/Problem";
import { day, Nothing, PageHead, Panel, StateTag } from "@/shared/ui";

const OPEN_STATES: ReviewState[] = ["returned", "draft", "submitted"];

export function WorkbenchPage() {
  const { t } = useTranslation("deal");
  const { me, is } = useSession();
  const party = is("vendor") || is("buyer");
  return (
    <>
      <PageHead title={t("workbench.title")} sub={me?.organisation.name} />
      <div className="stack">
        {is("operator") && <QueueFigures />}
        {party && <OwnDeals />}
        {is("buyer") && <OwnSubjects kind="scenarios" />}
        {is("vendor") && <OwnSubjects kind="solutions" />}
      </div>
    </>
  );
}

function OwnDeals() {
  const { t } = useTranslation("deal");
  const query = useInfiniteQuery(dealsQuery(""));
  const all = query.data?.pages.flatMap((page) => page.items) ?? [];
  const mine = all.filter((deal) => deal.moves.some((move) => !OPTIONAL.has(move)));
  const waiting = all.filter(
    (deal) =>
      !mine.includes(deal) &&
      !["accepted", "declined", "rejected", "terminated"].includes(deal.state),
  );
  if (query.error) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <Panel
        flush
        title={t("workbench.mine")}
        aside={<Link to="/deals">{t("workbench.all")}</Link>}
      >
        {query.isSuccess && mine.length === 0 ? (
          <p className="soft" style={{ padding: "4px 16px 14px" }}>
            {t("workbench.nothing")}
          </p>
        ) : (
          <DealTable deals={mine} loading={query.isPending} empty="" />
        )}
      </Panel>
      {waiting.length > 0 && (
        <Panel flush title={t("workbench.waiting")}>
          <DealTable deals={waiting} empty="" />
        </Panel>
      )}
    </>
  );
}

function OwnSubjects({ kind }: { kind: SubjectKind }) {
  const { t } = useTranslation("deal");
  const solution = useInfiniteQuery({
    ...solutions.listQuery(""),
    enabled: kind === "solutions",
  });
  const scenario = useInfiniteQuery({ ...scenarios.listQuery(""), enabled: kind === "scenarios" });
  const query = kind === "solutions" ? solution : scenario;
  const all: SubjectBrief[] = query.data?.pages.flatMap((page) => page.items) ?? [];
  const open = all.filter((row) => OPEN_STATES.includes(row.state));
  const published = all.filter((row) => row.state === "published");
  return (
    <div className="columns even">
      <Panel title={t(`workbench.open.${kind}`)}>
        {open.length === 0 && (
          <Nothing text={t("workbench.noDrafts")}>
            <Link to={`/my/${kind}/new`}>
              <Button type="primary">{t(`workbench.new.${kind}`)}</Button>
            </Link>
          </Nothing>
        )}
        {open.slice(0, 8).map((row) => (
          <div className="row brief" key={row.id}>
            <StateTag state={row.state} />
            <Link
              className="grow"
              to={row.state === "submitted" ? `/${kind}/${row.id}` : `/my/${kind}/${row.id}/edit`}
            >
              {row.title || t("common:untitled")}
            </Link>
            <span className="soft num small">{day(row.updated_at)}</span>
          </div>
        ))}
      </Panel>
      <Panel
        title={t(`workbench.published.${kind}`)}
        aside={<Link to={`/my/${kind}`}>{t("workbench.all")}</Link>}
      >
        {published.length === 0 && <Nothing text={t("workbench.nonePublished")} />}
        {published.slice(0, 8).map((row) => (
          <div className="row brief" key={row.id}>
            <Link className="grow" to={`/${kind}/${row.id}`}>
              {row.title}
            </Link>
            <Link to={`/my/${kind}/${row.id}/matches`}>{t(`common:matches.${kind}`)}</Link>
          </div>
        ))}
      </Panel>
    </div>
  );
}
