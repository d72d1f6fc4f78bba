import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { ArtifactStore } from '@flotilla/artifact-store';
import type { Bus } from '@flotilla/bus';
import { applyMigrations, createDatabase, type Database } from '@flotilla/database';
import { type Logger, nestLogger } from '@flotilla/server-kit';
import express from 'express';
import type { Disposable } from 'graphql-ws';
import { AccessService } from './access/access.service';
import { serveWebSocket } from './api/web-socket-server';
import { AppModule } from './app.module';
import { type ControlPlaneConfig, controlPlaneConfigSchema } from './config';
import { ProfilesService } from './profiles/profiles.service';
import { securityHeaders } from './static-files/security-headers';
import { serveDashboard } from './static-files/serve-dashboard';

/** The organisation of an installation that has made no other. */
export const defaultOrganisationId = 'default';

/** Longer than any query that the cost limit lets pass. */
const maximumQueryBytes = 256 * 1024;

/** Large uploads over slow lines take longer than Node's five minutes; headers still have to come within one. */
const maximumRequestMs = 3_600_000;

export interface ControlPlaneOptions {
  readonly config: Partial<ControlPlaneConfig>;
  readonly bus: Bus;
  readonly artifactStore: ArtifactStore;
  /** Of a PostgreSQL server, 15 or later; migrated when the control plane starts. */
  readonly databaseUrl: string;
  readonly logger: Logger;
}

export interface StartedControlPlane {
  /** Where it listens, without a path. */
  readonly url: string;
  /** The token of a first start, shown never again; null at later starts. */
  readonly firstStartToken: string | null;
}

export interface ControlPlane {
  start(): Promise<StartedControlPlane>;
  /**
   * Makes an access token of the default organisation; what carried the same name before stops working. Only while
   * started.
   */
  issueAccessToken(name: string): Promise<string>;
  /** Stops listening, ends work under way and lets go of the database. Idempotent. */
  close(): Promise<void>;
}

/** The GraphQL API, uploads, rollouts, telemetry and jobs, over a database, a bus and a store that others provide. */
export function createControlPlane(options: ControlPlaneOptions): ControlPlane {
  return new NestControlPlane(options, controlPlaneConfigSchema.parse(options.config));
}

class NestControlPlane implements ControlPlane {
  private application: NestExpressApplication | null = null;
  private database: Database | null = null;
  private webSocket: Disposable | null = null;
  private closing: Promise<void> | null = null;

  constructor(
    private readonly options: ControlPlaneOptions,
    private readonly config: ControlPlaneConfig,
  ) {}

  async start(): Promise<StartedControlPlane> {
    try {
      return await this.open();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async issueAccessToken(name: string): Promise<string> {
    if (this.application === null) throw new TypeError('the control plane is not started');
    return this.application.get(AccessService).issue(defaultOrganisationId, name);
  }

  async close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async open(): Promise<StartedControlPlane> {
    const { logger, bus, artifactStore, databaseUrl } = this.options;
    const applied = await applyMigrations(databaseUrl);
    if (applied.length > 0) logger.info({ applied }, 'migrated the database');
    this.database = createDatabase(databaseUrl, {
      onConnectionError: (error) => {
        logger.debug({ error: error.message }, 'a database connection broke');
      },
    });
    const provided = { config: this.config, bus, artifactStore, database: this.database, logger };
    const application = await NestFactory.create<NestExpressApplication>(AppModule.on(provided), {
      logger: nestLogger(logger),
      // Uploads are streams; only GraphQL's bodies are parsed.
      bodyParser: false,
      abortOnError: false,
      // Otherwise a slow download would keep the process from ending.
      forceCloseConnections: true,
    });
    this.application = application;
    this.prepare(application);
    const firstStartToken = await this.seed(application);
    await application.init();
    const server: Server = application.getHttpServer();
    server.requestTimeout = maximumRequestMs;
    this.webSocket = serveWebSocket({
      server,
      logger,
      access: application.get(AccessService),
      revocationCheckMs: this.config.tickMs,
      schema: application.get(GraphQLSchemaHost).schema,
    });
    await application.listen(this.config.port, this.config.host);
    return { url: urlOf(server), firstStartToken };
  }

  private prepare(application: NestExpressApplication): void {
    application.disable('x-powered-by');
    application.use(securityHeaders);
    application.use('/graphql', express.json({ limit: maximumQueryBytes }));
    // Before Nest's own routes, whose last one answers 404.
    if (this.config.dashboardDirectory !== null)
      serveDashboard(
        application.getHttpAdapter().getInstance(),
        this.config.dashboardDirectory,
        this.options.logger,
      );
  }

  private async seed(application: NestExpressApplication): Promise<string | null> {
    const access = application.get(AccessService);
    await access.ensureOrganisation(defaultOrganisationId, 'Default organisation');
    await application.get(ProfilesService, { strict: false }).seedPresets(defaultOrganisationId);
    return access.issueFirst(defaultOrganisationId);
  }

  private async shutDown(): Promise<void> {
    await this.webSocket?.dispose();
    await this.application?.close();
    await this.database?.close();
  }
}

function urlOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
