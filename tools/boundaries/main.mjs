import { main } from '../bootstrap/index.mjs';
import { checkBoundaries } from './check-boundaries.mjs';

await main(checkBoundaries);
