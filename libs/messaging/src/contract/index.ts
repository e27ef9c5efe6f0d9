export { betweenServices, type BusBetween } from './between-services.js';
export { busContract, type BusUnderTest } from './bus-contract.js';
