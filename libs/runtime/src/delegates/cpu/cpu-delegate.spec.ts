import { describeDelegate } from '../../delegate-contract';

describeDelegate('cpu');
