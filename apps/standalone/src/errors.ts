export type StandaloneErrorCode =
  | 'PORT_IN_USE'
  /** The system lets this account listen on other ports only. */
  | 'PORT_FORBIDDEN'
  /** What was asked to listen on is no address of this machine, or no address at all. */
  | 'HOST_UNUSABLE'
  /** The data folder cannot be made, read or written. */
  | 'DATA_FOLDER_UNUSABLE'
  /** The file with the administrator's token holds something else. */
  | 'TOKEN_DAMAGED';
