import type { Feature } from '#features/contribution.js';

const PATTERNS = ['event-driven', 'microservices', 'modular-monolith'] as const;
const locked = { cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] };

/** What shows a running system: traces, metrics, logs, dashboards and alerts, beside it in docker compose. */
export const feature = {
  id: 'observability',
  group: 'run',
  title: 'Dashboards, alerts and log search',
  summary: 'Grafana, Prometheus, Loki and Jaeger in docker compose; objectives and tested alerts.',
  requires: ['docker'],
  conflicts: [],
  patterns: PATTERNS,
  defaultFor: PATTERNS,
  contributes: [
    { kind: 'dependency', name: 'yaml', dev: true },
    {
      kind: 'compose-service',
      name: 'otel-collector',
      service: {
        image: 'otel/opentelemetry-collector-contrib:0.123.0',
        restart: 'unless-stopped',
        command: ['--config=/etc/otelcol/config.yaml'],
        // Docker's log files belong to root. It can read them, and nothing else of this machine.
        user: '0:0',
        read_only: true,
        ...locked,
        environment: { TRACE_EXPORTERS: '${TRACE_EXPORTERS:-[otlp/jaeger]}' },
        volumes: [
          './observability/collector.yaml:/etc/otelcol/config.yaml:ro',
          '/var/lib/docker/containers:/var/lib/docker/containers:ro',
        ],
        ports: ['127.0.0.1:${OTLP_PORT:-4318}:4318'],
      },
    },
    {
      kind: 'compose-service',
      name: 'jaeger',
      service: {
        image: 'jaegertracing/jaeger:2.11.0',
        restart: 'unless-stopped',
        ...locked,
        ports: ['127.0.0.1:${JAEGER_PORT:-16686}:16686'],
      },
    },
    {
      kind: 'compose-service',
      name: 'zipkin',
      service: {
        image: 'openzipkin/zipkin:3.5.1',
        restart: 'unless-stopped',
        profiles: ['zipkin'],
        ...locked,
        ports: ['127.0.0.1:${ZIPKIN_PORT:-9411}:9411'],
      },
    },
    {
      kind: 'compose-service',
      name: 'prometheus',
      service: {
        image: 'prom/prometheus:v3.5.0',
        restart: 'unless-stopped',
        command: [
          '--config.file=/etc/prometheus/prometheus.yaml',
          '--storage.tsdb.path=/prometheus',
          '--storage.tsdb.retention.time=7d',
        ],
        read_only: true,
        ...locked,
        volumes: [
          './observability/prometheus.yaml:/etc/prometheus/prometheus.yaml:ro',
          './observability/alerts.yaml:/etc/prometheus/alerts.yaml:ro',
          './observability/targets.json:/etc/prometheus/targets.json:ro',
          'prometheus:/prometheus',
        ],
        ports: ['127.0.0.1:${PROMETHEUS_PORT:-9090}:9090'],
      },
      volumes: { prometheus: {} },
    },
    {
      kind: 'compose-service',
      name: 'loki',
      service: {
        image: 'grafana/loki:3.5.0',
        restart: 'unless-stopped',
        command: ['-config.file=/etc/loki/local-config.yaml'],
        ...locked,
      },
    },
    {
      kind: 'compose-service',
      name: 'grafana',
      service: {
        image: 'grafana/grafana:12.1.1',
        restart: 'unless-stopped',
        ...locked,
        environment: {
          // It listens on this machine only; whoever is here may look.
          GF_AUTH_ANONYMOUS_ENABLED: 'true',
          GF_AUTH_ANONYMOUS_ORG_ROLE: 'Editor',
          GF_AUTH_DISABLE_LOGIN_FORM: 'true',
          GF_AUTH_BASIC_ENABLED: 'false',
          GF_ANALYTICS_REPORTING_ENABLED: 'false',
          GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
          GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: '/var/lib/grafana/dashboards/requests.json',
        },
        volumes: [
          './observability/grafana/provisioning:/etc/grafana/provisioning:ro',
          './observability/grafana/dashboards:/var/lib/grafana/dashboards:ro',
        ],
        ports: ['127.0.0.1:${GRAFANA_PORT:-3030}:3000'],
      },
    },
    {
      kind: 'doc-section',
      title: 'Seeing it run',
      body: `Without Docker: \`npm start\` prints the address of a dashboard that is there in development only: modules and how they reach each other, routes with their policies, traces beside their log lines, messages that wait or died.

With \`docker compose\` there are, on this machine only:

| where | what |
|---|---|
| http://localhost:3030 | Grafana: dashboards of requests, messages, saturation and business; log lines lead to their traces and back |
| http://localhost:16686 | Jaeger: traces |
| http://localhost:9090 | Prometheus: metrics and alerts |

The apps send traces to the collector (\`deploy/observability/collector.yaml\`), which also reads their log lines from Docker’s files and hands both on. Zipkin instead of Jaeger, or both: \`TRACE_EXPORTERS='[zipkin]' docker compose --profile zipkin …\`. In production point \`OTEL_EXPORTER_OTLP_ENDPOINT\` at your own collector.

[docs/slo.md](docs/slo.md) has the objectives, [docs/alerts.md](docs/alerts.md) what to do when one is in danger; \`promtool test rules deploy/observability/alerts*.test.yaml\` tries the rules. Prometheus shows alerts; to be woken by them, name your Alertmanager in \`deploy/observability/prometheus.yaml\`.`,
    },
  ],
} as const satisfies Feature;
