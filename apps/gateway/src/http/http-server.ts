import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import {
  Module,
  type DynamicModule,
  type NestApplicationOptions,
  type Provider,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { GatewayConfig } from '../config';
import { type Logger, nestLogger } from '@flotilla/server-kit';
import { listenUrl } from '../listen-url';
import { ArtifactsController } from './artifacts.controller';
import { EnrolmentController } from './enrolment.controller';
import { ProblemFilter } from './problem.filter';

@Module({ controllers: [ArtifactsController, EnrolmentController] })
class HttpModule {
  static with(providers: Provider[]): DynamicModule {
    return { module: HttpModule, providers };
  }
}

/** The HTTP side for devices: enrolment and artifact bytes. */
export class HttpServer {
  private app: NestExpressApplication | undefined;

  constructor(
    private readonly config: GatewayConfig,
    private readonly logger: Logger,
    private readonly providers: Provider[],
  ) {}

  /** @returns the base address, such as `http://127.0.0.1:4001` */
  async start(): Promise<string> {
    const { host, httpPort } = this.config;
    // Nest types its options as a class, which it does not export; its own guide passes literals.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
    const options: NestApplicationOptions = {
      bodyParser: false,
      logger: nestLogger(this.logger),
      abortOnError: false,
      forceCloseConnections: true,
    };
    const module = HttpModule.with(this.providers);
    const app = await NestFactory.create<NestExpressApplication>(module, options);
    this.app = app;
    app.disable('x-powered-by');
    app.set('etag', false);
    // An enrolment has less than 1 KB; nothing else has a body.
    app.useBodyParser('json', { limit: '8kb' });
    app.useGlobalFilters(new ProblemFilter(this.logger));
    await app.listen(httpPort, host);
    const address = app.getHttpServer().address() as AddressInfo;
    return listenUrl('http', host, address.port);
  }

  async close(): Promise<void> {
    await this.app?.close();
  }
}
