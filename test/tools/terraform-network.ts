import { at, isRecord, list } from './finding.js';
import { broken } from './k8s-pods.js';
import { block, type Resource } from './terraform-resources.js';

const EVERYBODY = ['0.0.0.0/0', '::/0'];

function isOpen(values: Resource['values']): boolean {
  return EVERYBODY.includes(String(values['cidr_ipv4'] ?? values['cidr_ipv6']));
}

/** The load balancer is what everybody may reach, by HTTP (which redirects) and HTTPS. */
function isEntrance({ values }: Resource, all: readonly Resource[]): boolean {
  const group = all.find(
    (one) => one.type === 'aws_security_group' && one.values['id'] === values['security_group_id'],
  );
  const ports = [80, 443].some(
    (port) => values['from_port'] === port && values['to_port'] === port,
  );
  return ports && String(group?.values['name']).endsWith('-load-balancer');
}

function subnetFaults(ids: unknown, all: readonly Resource[], kind: string): boolean {
  const names = list(ids).map((id) => {
    const subnet = all.find((one) => one.type === 'aws_subnet' && one.values['id'] === id);
    return String(at(subnet?.values, 'tags', 'Name'));
  });
  return names.length > 0 && names.every((name) => name.includes(`-${kind}-`));
}

const ISOLATED = 'it stands in a subnet with a way to the internet';

type Judge = (resource: Resource, all: readonly Resource[]) => readonly string[];

const JUDGES: Readonly<Record<string, Judge>> = {
  aws_vpc_security_group_ingress_rule: (resource, all) =>
    broken([
      [!isOpen(resource.values) || isEntrance(resource, all), 'everybody may connect'],
      [resource.values['ip_protocol'] !== '-1', 'every port is open'],
    ]),
  aws_vpc_security_group_egress_rule: ({ values }) =>
    broken([[values['ip_protocol'] !== '-1', 'anything may be reached']]),
  aws_security_group: ({ values }) =>
    broken([
      [
        // Computed from separate rules where nothing is written inline.
        !Array.isArray(values['ingress']) || list(values['ingress']).length === 0,
        'rules are written inside the group, where they fight with those beside it',
      ],
    ]),
  aws_subnet: ({ values }) =>
    broken([[values['map_public_ip_on_launch'] !== true, 'whatever starts gets a public address']]),
  aws_db_subnet_group: ({ values }, all) =>
    broken([[subnetFaults(values['subnet_ids'], all, 'isolated'), ISOLATED]]),
  aws_elasticache_subnet_group: ({ values }, all) =>
    broken([[subnetFaults(values['subnet_ids'], all, 'isolated'), ISOLATED]]),
  aws_msk_cluster: ({ values }, all) =>
    broken([
      [
        subnetFaults(
          at(block(values, 'broker_node_group_info'), 'client_subnets'),
          all,
          'isolated',
        ),
        ISOLATED,
      ],
    ]),
  aws_lb: ({ values }) =>
    broken([
      [values['drop_invalid_header_fields'] === true, 'malformed headers get through'],
      [values['enable_deletion_protection'] === true, 'it may be deleted by mistake'],
    ]),
  aws_lb_listener: ({ values }) => {
    const redirect = block(values, 'default_action', 'redirect');
    const tls = /^ELBSecurityPolicy-TLS13-1-[23]/.test(String(values['ssl_policy']));
    return broken([
      [
        values['protocol'] === 'HTTPS'
          ? tls
          : isRecord(redirect) && at(redirect, 'protocol') === 'HTTPS',
        'requests are served without modern TLS',
      ],
    ]);
  },
  aws_ecs_service: ({ values }) =>
    broken([
      [
        at(block(values, 'network_configuration'), 'assign_public_ip') !== true,
        'tasks have public addresses',
      ],
      [
        at(block(values, 'deployment_circuit_breaker'), 'rollback') === true,
        'a release that fails stays',
      ],
    ]),
  aws_eks_cluster: ({ values }) => {
    const network = block(values, 'vpc_config');
    const open = list(at(network, 'public_access_cidrs')).some((one) =>
      EVERYBODY.includes(String(one)),
    );
    return broken([
      [at(network, 'endpoint_public_access') !== true || !open, 'everybody may reach its API'],
      [list(values['enabled_cluster_log_types']).includes('audit'), 'nobody knows who did what'],
      [list(values['encryption_config']).length > 0, 'secrets are not encrypted'],
      [
        at(block(values, 'access_config'), 'bootstrap_cluster_creator_admin_permissions') === false,
        'who made it administers it for ever',
      ],
    ]);
  },
  aws_launch_template: ({ values }) =>
    broken([
      [
        at(block(values, 'metadata_options'), 'http_tokens') === 'required',
        'its metadata can be read through a forged request',
      ],
    ]),
};

/** Who can reach what. */
export function networkFaults(resource: Resource, all: readonly Resource[]): readonly string[] {
  return JUDGES[resource.type]?.(resource, all) ?? [];
}
