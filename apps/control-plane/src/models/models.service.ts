export class ModelsService {}
