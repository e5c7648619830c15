// An invitation cannot be taken back: before it goes out, it says to whom, for what, and until when.
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { Chip, Props } from "@/shared/ui";
import { type Opening, useOpenDeal } from "./api";
import { isOver } from "./due";

export interface Asked {
  /** A buyer invites, a vendor expresses interest. */
  kind: "invite" | "interest";
  scenario?: string;
  solution?: string;
  /** The organisation that it goes to. */
  party?: string;
  /** The day that the scenario names; left out where the page does not know the scenario's. */
  due?: string | null;
  opening: Opening;
}

export function useAsk() {
  const { t } = useTranslation("matching");
  const { modal } = App.useApp();
  const open = useOpenDeal();
  const ask = ({ kind, scenario, solution, party, due, opening }: Asked) => {
    const lines = [
      { key: "party", label: t(`ask.party.${kind}`), children: party ?? "—" },
      { key: "solution", label: t("ask.solution"), children: solution ?? "—" },
      { key: "scenario", label: t("ask.scenario"), children: scenario ?? "—" },
      {
        key: "due",
        label: t("ask.due"),
        children: (
          <>
            {due ? <span className="num">{due}</span> : t("ask.noDue")}{" "}
            {isOver(due) && <Chip tone="warn">{t("ask.over")}</Chip>}
          </>
        ),
      },
    ];
    modal.confirm({
      title: t(`ask.title.${kind}`),
      content: (
        <>
          <Props items={due === undefined ? lines.slice(0, -1) : lines} />
          <p className="soft small ask-then">{t(`ask.then.${kind}`)}</p>
        </>
      ),
      okText: t(`ask.send.${kind}`),
      // What cannot be taken back is not one careless Enter away.
      focusable: { autoFocusButton: "cancel" },
      width: 480,
      // The failure is told where it happens; the question closes either way.
      onOk: () => open.mutateAsync(opening).catch(() => undefined),
    });
  };
  return { ask, busy: open.isPending };
}
