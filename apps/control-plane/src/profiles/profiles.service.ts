export class ProfilesService {}
