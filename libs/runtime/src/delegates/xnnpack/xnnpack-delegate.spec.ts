import { describeDelegate } from '../../delegate-contract';

describeDelegate('xnnpack');
