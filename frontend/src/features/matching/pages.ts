// Who fits whom, and why? The frozen lists of both sides.
export { ScenarioMatchesPage } from "./ScenarioMatchesPage";
export { SolutionMatchesPage } from "./SolutionMatchesPage";
