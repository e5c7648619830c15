// Who fits whom, and why? The frozen lists of both sides, and the principle behind them.
export { AlgorithmPage } from "./AlgorithmPage";
export { AllocationPage } from "./AllocationPage";
export { ModelsPage } from "./ModelsPage";
export { ScenarioMatchesPage } from "./ScenarioMatchesPage";
export { SolutionMatchesPage } from "./SolutionMatchesPage";
