export { investigation } from './service.js';
