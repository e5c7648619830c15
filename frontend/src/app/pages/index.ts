// Pages that put several stages together: a deal from invitation to support, and the workbench.
export { DealPage } from "./DealPage";
export { WorkbenchPage } from "./WorkbenchPage";
