export { startThrowAwayPostgres, type ThrowAwayPostgres } from './postgres';
export { ZOO, type ZooModel } from './zoo';
