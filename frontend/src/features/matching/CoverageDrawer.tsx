// One requirement and one solution: the verdict and the words that it rests on.
import { Drawer } from "antd";
import type { Coverage } from "@/api/types";
import { Quotes, VerdictTag } from "./verdict";

export interface ShownCoverage {
  title?: string;
  requirement: string;
  criterion?: string | null;
  coverage: Coverage;
  sourceName?: (source: string) => string | undefined;
}

export function CoverageDrawer({
  shown,
  onClose,
}: {
  shown: ShownCoverage | null;
  onClose: () => void;
}) {
  return (
    <Drawer open={shown !== null} onClose={onClose} size={480} title={shown?.title}>
      {shown && (
        <div className="stack">
          <p>
            <b>{shown.requirement}</b>
            {shown.criterion && <span className="soft"> {shown.criterion}</span>}
          </p>
          <div>
            <VerdictTag verdict={shown.coverage.verdict} />
          </div>
          <Quotes coverage={shown.coverage} sourceName={shown.sourceName} />
        </div>
      )}
    </Drawer>
  );
}
