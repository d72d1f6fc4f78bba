export class VariantsService {}
