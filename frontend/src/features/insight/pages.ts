// What does the platform achieve? The report of a period and the rows behind each figure.
export { ReportPage } from "./ReportPage";
export { ReportRowsPage } from "./ReportRowsPage";
