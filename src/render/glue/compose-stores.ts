import type { Blueprint } from '#architecture/schema.js';
import { BROKER_DATABASE, databases, hasBrokerDatabase, usesKafka } from './deployables.js';

interface Stores {
  readonly services: Readonly<Record<string, unknown>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const none: Stores = { services: {}, volumes: {} };

function postgres(blueprint: Blueprint, required: (name: string) => string): Stores {
  const names = databases(blueprint);
  if (names.length === 0) return none;
  const service = {
    image: 'postgres:18',
    restart: 'unless-stopped',
    // Room for the pools of every app at once.
    command: ['postgres', '-c', 'max_connections=300'],
    environment: {
      POSTGRES_PASSWORD: required('POSTGRES_PASSWORD'),
      APP_DB_PASSWORD: required('APP_DB_PASSWORD'),
      APP_DATABASES: names.map((database) => database.name).join(' '),
      ...(hasBrokerDatabase(blueprint) ? { BROKER_DATABASE } : {}),
    },
    volumes: [
      'postgres:/var/lib/postgresql',
      './postgres/init.sh:/docker-entrypoint-initdb.d/init.sh:ro',
    ],
    healthcheck: {
      // Over TCP: while the first start runs init.sh, the server answers on its socket only.
      test: ['CMD', 'pg_isready', '--host', '127.0.0.1', '--username', 'postgres'],
      interval: '2s',
      timeout: '3s',
      retries: 30,
    },
  };
  return { services: { postgres: service }, volumes: { postgres: {} } };
}

function kafka(blueprint: Blueprint): Stores {
  if (!usesKafka(blueprint)) return none;
  const service = {
    image: 'apache/kafka:4.1.1',
    restart: 'unless-stopped',
    environment: {
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
      KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://kafka:9092',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_LOG_DIRS: '/var/lib/kafka/data',
      KAFKA_NUM_PARTITIONS: '4',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    },
    volumes: ['kafka:/var/lib/kafka/data'],
    healthcheck: {
      test: [
        'CMD',
        '/opt/kafka/bin/kafka-broker-api-versions.sh',
        '--bootstrap-server',
        'localhost:9092',
      ],
      interval: '5s',
      timeout: '10s',
      retries: 20,
    },
  };
  return { services: { kafka: service }, volumes: { kafka: {} } };
}

function dynamodb(blueprint: Blueprint): Stores {
  if (!blueprint.modules.some((module) => module.engine === 'dynamodb')) return none;
  const service = {
    image: 'amazon/dynamodb-local:3.3.1',
    restart: 'unless-stopped',
    command: ['-jar', 'DynamoDBLocal.jar', '-inMemory', '-sharedDb'],
    ports: ['127.0.0.1:${DYNAMODB_PORT:-8000}:8000'],
  };
  return { services: { dynamodb: service }, volumes: {} };
}

/** The databases and brokers that the apps of a blueprint need beside them. */
export function composeStores(blueprint: Blueprint, required: (name: string) => string): Stores {
  const stores = [postgres(blueprint, required), kafka(blueprint), dynamodb(blueprint)];
  return {
    services: Object.assign({}, ...stores.map((store) => store.services)),
    volumes: Object.assign({}, ...stores.map((store) => store.volumes)),
  };
}
