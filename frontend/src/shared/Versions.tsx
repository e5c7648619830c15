// What was published before: each version as it stood, and which fields the next one changed.
import { useQuery } from "@tanstack/react-query";
import { Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SubjectVersion } from "@/api/types";
import type { subjectApi } from "./subjects";
import { Chip, minute, Panel } from "./ui";
import { changedFields } from "./versions";

interface Props<C extends object> {
  id: string;
  api: ReturnType<typeof subjectApi<C>>;
  /** The content as a reader saw it. */
  view: (content: C) => ReactNode;
}

export function Versions<C extends object>({ id, api, view }: Props<C>) {
  const { t } = useTranslation();
  const { data } = useQuery(api.versionsQuery(id));
  const [shown, setShown] = useState<SubjectVersion<C>>();
  if (!data?.length) return null;
  return (
    <Panel title={t("versions.title")} aside={data.length}>
      <ul className="plain">
        {data.map((version, index) => {
          const before = data[index + 1];
          return (
            <li key={version.version} className="row" style={{ marginBottom: 4 }}>
              <button type="button" className="link" onClick={() => setShown(version)}>
                {t("versions.one", { number: version.version })}
              </button>
              <span className="soft small">{minute(version.published_at)}</span>
              <code className="soft small">{version.digest.slice(0, 12)}</code>
              {before &&
                changedFields(before.content, version.content).map((name) => (
                  <Chip key={name}>{t(`fieldName.${name}`)}</Chip>
                ))}
            </li>
          );
        })}
      </ul>
      <Modal
        open={shown !== undefined}
        width={1000}
        footer={null}
        title={shown && t("versions.one", { number: shown.version })}
        onCancel={() => setShown(undefined)}
      >
        {shown && view(shown.content)}
      </Modal>
    </Panel>
  );
}
