// How far do scenarios come? A funnel as plain bars, with the share that each step keeps.
import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

export interface FunnelStep {
  name: string;
  value: number;
}

export function FunnelChart({ steps, label }: { steps: FunnelStep[]; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current) return;
    const chart = init(box.current, null, { renderer: "svg" });
    const first = steps[0]?.value || 1;
    chart.setOption({
      animation: false,
      grid: { left: 8, right: 90, top: 6, bottom: 6, containLabel: true },
      xAxis: { type: "value", show: false, max: Math.max(...steps.map((step) => step.value), 1) },
      yAxis: {
        type: "category",
        inverse: true,
        data: steps.map((step) => step.name),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: "#1b2630", fontSize: 13 },
      },
      series: [
        {
          type: "bar",
          data: steps.map((step) => step.value),
          barWidth: 18,
          itemStyle: { color: "#16507a", borderRadius: [0, 3, 3, 0] },
          label: {
            show: true,
            position: "right",
            color: "#1b2630",
            formatter: ({ value, dataIndex }: { value: number; dataIndex: number }) =>
              dataIndex === 0 ? `${value}` : `${value}  (${Math.round((value / first) * 100)}%)`,
          },
        },
      ],
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [steps]);
  return (
    <div
      ref={box}
      role="img"
      aria-label={`${label}: ${steps.map((step) => `${step.name} ${step.value}`).join(", ")}`}
      style={{ height: steps.length * 34 + 12 }}
    />
  );
}
