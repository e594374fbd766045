/** A secret's text from AWS Secrets Manager. */
export async function readSecret(arn: string): Promise<string> {
  // Not at the top: a bundle would load it at every start, also where no secret is asked for.
  const { GetSecretValueCommand, SecretsManagerClient } =
    await import('@aws-sdk/client-secrets-manager');
  const { SecretString } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: arn }),
  );
  if (SecretString === undefined) throw new Error(`${arn} holds no text`);
  return SecretString;
}
