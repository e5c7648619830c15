// Which support is due? The public calculator and the year's room.
export { CalculatorPage } from "./CalculatorPage";
export { RoomPage } from "./RoomPage";
