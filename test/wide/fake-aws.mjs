import { createServer } from 'node:http';

/** Stands where Secrets Manager and SNS stand: gives the secrets named, keeps what is published. */
export async function startFakeAws(secrets) {
  const published = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (String(request.headers['x-amz-target']).endsWith('GetSecretValue')) {
      const { SecretId } = JSON.parse(body);
      const known = SecretId in secrets;
      response.writeHead(known ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
      const answer = { ARN: SecretId, Name: SecretId, SecretString: secrets[SecretId] };
      return response.end(JSON.stringify(known ? answer : { __type: 'ResourceNotFoundException' }));
    }
    const form = new URLSearchParams(body);
    if (form.get('Action') !== 'Publish') return response.writeHead(400).end();
    published.push({
      topic: form.get('TopicArn'),
      type: form.get('MessageAttributes.entry.1.Value.StringValue'),
      envelope: JSON.parse(form.get('Message')),
    });
    response.writeHead(200, { 'content-type': 'text/xml' });
    return response.end(
      '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></PublishResponse>',
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    published,
    stop: () => server.close(),
  };
}
