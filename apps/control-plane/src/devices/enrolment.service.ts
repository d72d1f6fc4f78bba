export class EnrolmentService {}
