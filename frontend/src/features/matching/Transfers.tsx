// Who does the same elsewhere: another industry, or another level. A list of its own beside the matches.
import { useQuery } from "@tanstack/react-query";
import { Segmented, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTerms } from "@/api/taxonomies";
import type { Apart, SubjectKind } from "@/api/types";
import { Loaded, Nothing, Panel } from "@/shared/ui";
import { transfersQuery } from "./api";

export function Transfers({ kind, id }: { kind: SubjectKind; id: string }) {
  const { t } = useTranslation("matching");
  const [apart, setApart] = useState<Apart>("industry");
  const list = useQuery(transfersQuery(kind, id, apart));
  const terms = useTerms();
  const taxonomy = { industry: "industries", level: "levels" } as const;
  const named = (codes: string[]) => terms.labels(taxonomy[apart], codes).join(t("transfer.and"));
  return (
    <Panel
      title={t("transfer.title")}
      aside={
        <Segmented
          value={apart}
          onChange={setApart}
          options={[
            { value: "industry", label: t("transfer.industry") },
            { value: "level", label: t("transfer.level") },
          ]}
        />
      }
    >
      <p className="soft small">{t("transfer.note")}</p>
      <Loaded query={list}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Nothing text={t("transfer.empty")} />
          ) : (
            entries.map((entry) => (
              <div key={entry.solution.id} className="case">
                <div className="row">
                  <b>
                    <Link to={`/solutions/${entry.solution.id}`}>{entry.solution.title}</Link>
                  </b>
                  <span className="soft">{entry.solution.organisation?.name}</span>
                </div>
                <div className="soft small">
                  {t("transfer.differs", { from: named(entry.from), to: named(entry.to) })}
                </div>
                <div className="small">
                  {entry.technologies.length + entry.shared.length > 0
                    ? t("transfer.shared")
                    : t("transfer.otherWords")}{" "}
                  <span className="tags">
                    {entry.technologies.map((code) => (
                      <Tag key={code} color="blue">
                        {terms.label("technologies", code)}
                      </Tag>
                    ))}
                    {entry.shared.map((word) => (
                      <Tag key={word}>{word}</Tag>
                    ))}
                  </span>
                </div>
              </div>
            ))
          )
        }
      </Loaded>
    </Panel>
  );
}
