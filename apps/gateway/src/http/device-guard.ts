import type { IncomingMessage } from 'node:http';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { DeviceAuthenticator } from '../authentication/device-authenticator';
import { type DeviceIdentity, parseIdentity } from '../device-identity';
import { GatewayError } from '../errors';
import { DEVICE_AUTHENTICATOR } from './tokens';

/** A request whose device is proven. */
export interface DeviceRequest extends IncomingMessage {
  device: DeviceIdentity;
}

/** Admits devices: `x-flotilla-device: <organisationId>/<deviceId>` and `authorization: Bearer <JWT>`. */
@Injectable()
export class DeviceGuard implements CanActivate {
  constructor(@Inject(DEVICE_AUTHENTICATOR) private readonly authenticator: DeviceAuthenticator) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<DeviceRequest>();
    const device = parseIdentity(String(request.headers['x-flotilla-device'] ?? ''));
    const [, token] = /^Bearer ([\w.-]{1,4096})$/i.exec(request.headers.authorization ?? '') ?? [];
    if (device === undefined || token === undefined) {
      throw new GatewayError(
        'INVALID_TOKEN',
        'a device must say who it is; send x-flotilla-device and a bearer token',
      );
    }
    await this.authenticator.verify(device, token);
    request.device = device;
    return true;
  }
}
