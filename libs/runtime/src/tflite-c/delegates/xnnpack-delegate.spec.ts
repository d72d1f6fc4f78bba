import { describeDelegate } from '../../../test/delegate-contract';

describeDelegate('xnnpack');
