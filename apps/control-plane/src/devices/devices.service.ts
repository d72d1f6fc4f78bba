export class DevicesService {}
