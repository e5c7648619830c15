// The look of the pages: dense, flat, one strong colour.
import { type ThemeConfig, theme } from "antd";

export const appTheme: ThemeConfig = {
  algorithm: theme.compactAlgorithm,
  token: {
    // Who asks the system for less motion gets none.
    motion: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    colorPrimary: "#16507a",
    colorInfo: "#16507a",
    colorLink: "#16507a",
    // The derived tints of so dark a blue are grey: these are set by hand.
    colorPrimaryBg: "#e6f0f7",
    colorPrimaryBgHover: "#d6e6f2",
    colorPrimaryBorder: "#a9cbe2",
    colorPrimaryHover: "#1f6a9f",
    colorInfoBg: "#eaf3f9",
    colorInfoBorder: "#b7d3e6",
    controlItemBgActive: "#e2edf5",
    colorSuccess: "#11734b",
    colorWarning: "#a15c00",
    colorError: "#b3261e",
    colorTextSecondary: "#4c5662",
    colorTextTertiary: "#5d6873",
    colorTextDescription: "#4c5662",
    colorTextPlaceholder: "#6b7680",
    colorBgLayout: "#f3f5f7",
    borderRadius: 4,
    fontSize: 14,
    controlHeight: 32,
    fontFamily:
      '-apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  },
  components: {
    Table: {
      cellPaddingBlock: 7,
      cellPaddingInline: 10,
      headerBg: "#f3f5f7",
      headerColor: "#4c5662",
    },
    Card: { bodyPadding: 14 },
    Form: { itemMarginBottom: 14, verticalLabelPadding: "0 0 4px" },
    Tag: { fontSizeSM: 12, defaultBg: "#eef2f5", defaultColor: "#33404d" },
    Descriptions: { labelBg: "#f3f5f7" },
  },
};
