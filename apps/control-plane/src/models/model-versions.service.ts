export class ModelVersionsService {}
