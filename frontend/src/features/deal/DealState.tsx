// Where does a deal stand?

import { Steps } from "antd";
import { useTranslation } from "react-i18next";
import type { DealState } from "@/api/types";
import { Chip, type Tone } from "@/shared/ui";

const TONES: Record<DealState, Tone> = {
  invited: "warn",
  interested: "warn",
  proposed: "info",
  awarded: "info",
  delivering: "info",
  submitted: "warn",
  accepted: "good",
  declined: "plain",
  rejected: "plain",
  terminated: "bad",
};

export function DealStateTag({ state }: { state: DealState }) {
  const { t } = useTranslation("deal");
  return <Chip tone={TONES[state]}>{t(`state.${state}`)}</Chip>;
}

const ROAD = ["opened", "proposed", "awarded", "delivering", "submitted", "accepted"] as const;
const ENDED: DealState[] = ["declined", "rejected", "terminated"];

/** The road from opening to acceptance; a deal that ended early stops where it got to. */
export function DealRoad({ state, reached }: { state: DealState; reached: number }) {
  const { t } = useTranslation("deal");
  const ended = ENDED.includes(state);
  return (
    <Steps
      size="small"
      className="road"
      responsive={false}
      current={state === "accepted" ? ROAD.length : reached}
      status={ended ? "error" : "process"}
      items={ROAD.map((step, index) => ({
        title: ended && index === reached ? t(`state.${state}`) : t(`road.${step}`),
      }))}
    />
  );
}

/** How far along the road a deal is. */
export function reachedOf(deal: {
  state: DealState;
  proposal?: unknown;
  contract?: unknown;
}): number {
  switch (deal.state) {
    case "invited":
    case "interested":
      return 0;
    case "proposed":
      return 1;
    case "awarded":
      return 2;
    case "delivering":
      return 3;
    case "submitted":
      return 4;
    case "accepted":
      return 5;
    default:
      return deal.contract ? 3 : deal.proposal ? 1 : 0;
  }
}
