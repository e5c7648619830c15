import { useQuery } from "@tanstack/react-query";
import { Button, Input, Pagination, Segmented, Select, Skeleton, Tag } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useTerms } from "@/api/taxonomies";
import type { SubjectKind } from "@/api/types";
import { Problem } from "@/shared/Problem";
import { Nothing, useMoney } from "@/shared/ui";
import { CompareBar, usePicks } from "./CompareBar";
import { FacetList } from "./FacetList";
import { Hit } from "./Hit";
import { Relaxations } from "./Relaxations";
import { addressOf, FACETS, PAGE_SIZE, type Question, questionOf, searchQuery } from "./searchApi";

const SORTS = { solutions: ["", "newest", "price"], scenarios: ["", "newest"] };

export function SearchPage() {
  const { t } = useTranslation("matching");
  const terms = useTerms();
  const money = useMoney();
  const [params, setParams] = useSearchParams();
  const question = questionOf(params);
  const [words, setWords] = useState(question.q);
  const picks = usePicks();
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery(searchQuery(question));

  useEffect(() => setWords(question.q), [question.q]);
  useEffect(() => {
    document.title = t("common:brand");
  }, [t]);

  const ask = (change: Partial<Question>) =>
    setParams(addressOf({ ...question, page: 1, ...change }));
  const setFilter = (name: string, value: string | null) => {
    const { [name]: _, ...rest } = question.filters;
    ask({ filters: value ? { ...rest, [name]: value } : rest });
  };
  const drop = (facets: string[]) => {
    const kept = Object.entries(question.filters).filter(([name]) => !facets.includes(name));
    ask({ filters: facets.length > 0 ? Object.fromEntries(kept) : {} });
  };
  const nameOf = (facet: string, code: string) => {
    const taxonomy = FACETS[facet];
    if (!taxonomy) return code;
    return taxonomy === "tiers" ? t(`common:tier.${code}`) : terms.label(taxonomy, code);
  };
  const chosen = Object.entries(question.filters);
  const filterable =
    chosen.length > 0 || Object.values(data?.facets ?? {}).some((counts) => counts.length > 0);
  const facets =
    data &&
    (filterable ? (
      <FacetList
        facets={data.facets}
        chosen={question.filters}
        nameOf={nameOf}
        onChoose={setFilter}
      />
    ) : (
      <span className="soft small">{t("search.nothingToFilter")}</span>
    ));

  return (
    <>
      <div className="search-head">
        <h1>{t("search.title")}</h1>
        <Segmented
          value={question.kind}
          onChange={(kind) => ask({ kind: kind as SubjectKind, filters: {}, sort: "" })}
          options={[
            { value: "solutions", label: t("search.solutions") },
            { value: "scenarios", label: t("search.scenarios") },
          ]}
        />
        <form
          className="searchbox"
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            ask({ q: words.trim(), anyPrice: false });
          }}
        >
          <Input
            size="large"
            allowClear
            autoFocus
            value={words}
            maxLength={200}
            aria-label={t("search.box")}
            placeholder={t(`search.placeholder.${question.kind}`)}
            onChange={(event) => setWords(event.target.value)}
            onClear={() => ask({ q: "" })}
          />
          <Button size="large" type="primary" htmlType="submit">
            {t("search.go")}
          </Button>
        </form>
      </div>

      <div className="columns left">
        <aside className="panel only-wide" aria-label={t("search.filters")}>
          {facets ?? <Skeleton active paragraph={{ rows: 8 }} title={false} />}
        </aside>
        <details className="panel only-narrow">
          <summary>
            {t("search.filters")}
            {chosen.length > 0 && ` (${chosen.length})`}
          </summary>
          <div style={{ marginTop: 8 }}>{facets}</div>
        </details>
        <div className="stack">
          <div className="row between">
            <div className="row" aria-live="polite">
              {data && (
                <span className="soft small">
                  {t("search.found", { count: data.total, ms: Math.round(data.took_ms) })}
                </span>
              )}
              {chosen.map(([name, code]) => (
                <Tag
                  key={name}
                  closable={{ "aria-label": t("search.unset", { name: nameOf(name, code) }) }}
                  onClose={(event) => {
                    event.preventDefault();
                    setFilter(name, null);
                  }}
                >
                  {nameOf(name, code)}
                </Tag>
              ))}
            </div>
            <Select
              value={question.sort}
              aria-label={t("search.sort")}
              onChange={(sort) => ask({ sort })}
              style={{ width: 130 }}
              options={SORTS[question.kind].map((sort) => ({
                value: sort,
                label: t(`search.sorts.${sort || "relevance"}`),
              }))}
            />
          </div>
          {!error &&
            data?.read_as.map(({ typed, words }) => (
              <p key={typed} className="soft small read-as">
                {t("search.readAs", { typed, words: words.join(t("search.or")) })}
              </p>
            ))}
          {!error && data?.price && (
            <p className="soft small read-as">
              {t(data.price.to ? "search.priceTo" : "search.priceFrom", {
                typed: data.price.typed,
                amount: money.amount(data.price.to ?? data.price.from),
              })}{" "}
              <Button type="link" size="small" onClick={() => ask({ anyPrice: true })}>
                {t("search.anyPrice")}
              </Button>
            </p>
          )}
          {!error && data && data.unknown.length > 0 && (
            <p className="soft small read-as">
              {t(data.total > 0 ? "search.unknown" : "search.unknownNone", {
                words: data.unknown.join(t("search.or")),
              })}
            </p>
          )}
          {!error && data?.words_alone && (
            <p className="soft small words-alone">{t(`search.wordsAlone.${data.words_alone}`)}</p>
          )}
          {!error && data?.ordered_by === "hybrid" && data.encoder_silent && (
            <p className="soft small words-alone">
              {t(`search.encoderSilent.${data.encoder_silent}`)}
            </p>
          )}
          {error ? (
            <Problem error={error} onRetry={() => void refetch()} />
          ) : (
            <div className="panel flush" style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
              {isPending && <Skeleton active style={{ padding: 16 }} paragraph={{ rows: 10 }} />}
              {data?.hits.length === 0 && data.total > 0 && (
                <Nothing text={t("search.beyond", { count: data.total, page: question.page })}>
                  <Button onClick={() => ask({})}>{t("search.firstPage")}</Button>
                </Nothing>
              )}
              {data?.total === 0 && chosen.length === 0 && <Nothing text={t("search.none")} />}
              {data && chosen.length > 0 && (data.total === 0 || data.relaxations.length > 0) && (
                <Relaxations
                  found={data}
                  kind={question.kind}
                  set={chosen.length}
                  nameOf={(facet) => nameOf(facet, question.filters[facet] ?? "")}
                  onDrop={drop}
                />
              )}
              {data?.hits.map((hit) => (
                <Hit
                  key={hit.id}
                  hit={hit}
                  kind={question.kind}
                  picks={question.kind === "solutions" ? picks : undefined}
                />
              ))}
            </div>
          )}
          {question.kind === "solutions" && <CompareBar picks={picks} />}
          {data && data.total > PAGE_SIZE && (
            <Pagination
              align="center"
              current={question.page}
              pageSize={PAGE_SIZE}
              total={data.total}
              showSizeChanger={false}
              onChange={(page) => {
                ask({ page });
                window.scrollTo({ top: 0 });
              }}
            />
          )}
        </div>
      </div>
    </>
  );
}
