export { regulatorNotification } from './service.js';
