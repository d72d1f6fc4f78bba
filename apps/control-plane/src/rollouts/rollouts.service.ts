export class RolloutsService {}
