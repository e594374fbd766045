import { at, list } from './finding.js';
import { broken } from './k8s-pods.js';
import type { Resource } from './terraform-resources.js';

/** Actions that AWS gives no resource for, or whose resource does not exist yet. */
const WITHOUT_RESOURCE =
  /^(ecr:GetAuthorizationToken|ecs:DescribeTaskDefinition|cloudwatch:GetMetricStatistics|ec2:(Create|Describe|Delete)NetworkInterfaces?|ec2:DescribeSubnets|ec2:(Una|A)ssignPrivateIpAddresses)$/;

const strings = (value: unknown) => list(value).map(String);

function identities(statement: unknown): readonly string[] {
  return list(at(statement, 'principals')).flatMap((one) => strings(at(one, 'identifiers')));
}

function isAdministration(statement: unknown): boolean {
  const all = identities(statement);
  return all.length > 0 && all.every((one) => /^arn:aws:iam::\d{12}:root$/.test(one));
}

/** A policy of a resource speaks of that resource alone, whatever it names. */
function namesItsResources(statement: unknown): boolean {
  if (list(at(statement, 'principals')).length > 0) return true;
  if (!strings(at(statement, 'resources')).includes('*')) return true;
  return strings(at(statement, 'actions')).every((action) => WITHOUT_RESOURCE.test(action));
}

function trustsOneSubject(statement: unknown): boolean {
  if (!strings(at(statement, 'actions')).includes('sts:AssumeRoleWithWebIdentity')) return true;
  return list(at(statement, 'condition')).some(
    (one) =>
      String(at(one, 'variable')).endsWith(':sub') &&
      at(one, 'test') === 'StringEquals' &&
      strings(at(one, 'values')).every((value) => !value.includes('*')),
  );
}

function statementFaults(statement: unknown): readonly string[] {
  if (at(statement, 'effect') === 'Deny') return [];
  const actions = strings(at(statement, 'actions'));
  const wide = actions.filter((action) => /^\*$|:\*$/.test(action));
  return broken([
    [wide.length === 0 || isAdministration(statement), `allows ${wide.join(', ')}`],
    [namesItsResources(statement), `allows ${actions.join(', ')} on everything`],
    [!identities(statement).includes('*'), 'trusts everybody'],
    [trustsOneSubject(statement), 'lets more than one repository and branch in'],
  ]);
}

/** Rights that are wider than what they are for. */
export function identityFaults({ type, values }: Resource): readonly string[] {
  if (type === 'aws_iam_access_key' || type === 'aws_iam_user') return ['a key that never ends'];
  if (type !== 'data.aws_iam_policy_document') return [];
  return list(values['statement']).flatMap(statementFaults);
}
