// May this reader invite for a scenario, and how? Its buyer may while it is open; the operator reads only.
import type { MatchEntry, Scenario } from "@/api/types";
import { useSession } from "@/features/identity/session";
import { useAsk } from "./asking";

export function useInvite(scenario: Scenario | undefined) {
  const { me } = useSession();
  const { ask, busy } = useAsk();
  const own = scenario !== undefined && me?.organisation.id === scenario.organisation.id;
  const open = own && scenario.state !== "closed" && scenario.state !== "withdrawn";
  const invite = ({ id, counterpart }: MatchEntry) => {
    if (!open || !counterpart) return;
    ask({
      kind: "invite",
      scenario: scenario.content.title,
      solution: counterpart.title,
      party: counterpart.organisation?.name,
      due: scenario.content.answers_due ?? null,
      opening: { scenario_id: scenario.id, solution_id: counterpart.id, match_entry_id: id },
    });
  };
  return { own, invite: open ? invite : undefined, busy };
}
