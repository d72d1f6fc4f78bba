export class DatasetsService {}
