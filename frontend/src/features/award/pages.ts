// Which support is due? The public calculator, claims, plans and the year's room.
export { CalculatorPage } from "./CalculatorPage";
export { ClaimPage } from "./claims/ClaimPage";
export { ClaimSettingsPage } from "./claims/ClaimSettingsPage";
export { ClaimsPage } from "./claims/ClaimsPage";
export { PlanPage } from "./PlanPage";
export { RoomPage } from "./RoomPage";
